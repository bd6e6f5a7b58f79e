using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.PasswordMethods;

/// <summary>The password. Administrators reset it, users change their own.</summary>
[Route(Routes.User + Routes.Authentication), Route(Routes.Me + Routes.Authentication)]
internal sealed class PasswordMethodsController(PasswordMethodStore store) : GraphController
{
    private const string Segment = "passwordMethods";

    /// <summary>List passwordMethods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-list-passwordmethods</remarks>
    [HttpGet(Segment), Requires(PasswordMethodKind.Read), Lists<PasswordMethod>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) =>
        Collection(user.ContextOf(Segment), await store.FindAsync(user) is { } password ? [password] : Array.Empty<PasswordMethod>(), query);

    /// <summary>Get passwordAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/passwordauthenticationmethod-get</remarks>
    [HttpGet(Segment + "/{id}"), Requires(PasswordMethodKind.Read), Answers<PasswordMethod>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), IsPassword(id) && await store.FindAsync(user) is { } password ? password : throw GraphErrors.MethodNotFound(), query);

    /// <summary>authenticationMethod: resetPassword</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethod-resetpassword</remarks>
    [HttpPost("methods/{id}/resetPassword"), HttpPost(Segment + "/{id}/resetPassword"), Requires(PasswordMethodKind.Reset)]
    [Takes("""{"newPassword":"Contoso-Dev-1!"}""", IsPartial = true), Answers<PasswordResetResponse>(202)]
    public async Task<IActionResult> Reset(TargetUser user, string id, GraphBody body)
    {
        if (!IsPassword(id)) throw PasswordErrors.NotOnThisMethod();
        if (await store.IsExternalAsync(user)) throw PasswordErrors.HeldByHomeTenant();
        var supplied = body.Parameters().Text("newPassword");
        if (supplied is null && user.Account.IsSynced) throw PasswordErrors.NewPasswordRequired();
        if (supplied is not null && !await store.AcceptsAsync(user, supplied)) throw PasswordErrors.WeakPasswordOfMethod();
        var password = supplied ?? Passwords.Generate();
        var operation = (await store.ResetAsync(user, password)).OrThrow();
        var location = $"{HttpContext.GraphRoot()}/users/{user.Id}/authentication/operations/{operation}?aadgdc=LOCAL&aadgsu=authmethods";
        if (supplied is null)
        {
            return new GraphResult
            {
                Status = StatusCodes.Status202Accepted,
                Location = location,
                ODataContext = "microsoft.graph.passwordResetResponse",
                Items = [new PasswordResetResponse(password)],
            };
        }

        Response.Headers.Location = location;
        return StatusCode(StatusCodes.Status202Accepted);
    }

    /// <summary>user: changePassword</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-changepassword</remarks>
    [HttpPost("/" + Routes.Me + "/changePassword"), HttpPost("/" + Routes.User + "/changePassword"), Requires(PasswordMethodKind.Change)]
    [Takes("""{"currentPassword":"Contoso-Dev-1!","newPassword":"Contoso-Dev-2!"}"""), Answers(204)]
    public async Task<IActionResult> Change(TargetUser user, GraphBody body)
    {
        var sent = body.Parameters();
        var current = sent.Text("currentPassword") ?? throw GraphErrors.ParameterRequired("currentPassword");
        var next = sent.Text("newPassword") ?? throw GraphErrors.ParameterRequired("newPassword");
        var verified = (await store.VerifyAsync(user, current)).OrThrow();
        if (!await store.AcceptsAsync(user, next)) throw GraphErrors.WeakPassword();
        return Done(await store.ChangeAsync(user, verified, next));
    }

    private static bool IsPassword(string id) => id.Equals(PasswordMethodRow.FixedId, StringComparison.OrdinalIgnoreCase);
}
