using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods.Approvals;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Authenticators;

/// <summary>The requests to approve a sign-in that a simulated phone gets, and its user's answers.</summary>
[Route(Routes.Own + "/authenticators/{id}/requests")]
internal sealed class AuthenticatorRequestsController(AuthenticatorStore store, ApprovalAnswers answers) : GraphController
{
    /// <summary>List the requests that wait for the user's answer</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity/authentication/concept-authentication-authenticator-app There is one at most: a new request takes the
    /// place of the one before.
    /// </remarks>
    [HttpGet, OperatorOnly, Requires(Permission.AuthenticatorsUse), Lists<ApprovalRequest>]
    public async Task<IActionResult> List(DirectoryScope directory, string id, GraphQuery query)
    {
        var phone = await PhoneAsync(id);
        var pending = await answers.PendingAsync(phone);
        return Collection<ApprovalRequest>(NoContext, pending is null ? [] : [await ToWireAsync(phone, pending)], query);
    }

    /// <summary>Wait for the next request</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity/authentication/concept-authentication-authenticator-app The request that waits for an answer, or the
    /// next one, other than the one that `after` names. Waits as many `seconds` as asked for, 60 at most; 204 if none comes.
    /// </remarks>
    [HttpGet("next"), OperatorOnly, Requires(Permission.AuthenticatorsUse), Answers<ApprovalRequest>, Answers(204)]
    [Options("seconds", "after")]
    public async Task<IActionResult> Next(DirectoryScope directory, string id)
    {
        var (wait, after) = WaitOptions.Read(HttpContext);
        var phone = await PhoneAsync(id);
        var name = await store.UserNameAsync(phone);
        var next = await answers.NextAsync(phone, after, wait, HttpContext.RequestAborted);
        return next is null || name is null ? NoContent() : new GraphResult { IsEntity = true, Items = [ToWire(name, next)] };
    }

    /// <summary>Approve a request with the number that the sign-in page shows</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-number-match A wrong number is answered with 400 and denies the request.
    /// </remarks>
    [HttpPost("{request}/approve"), Requires(Permission.AuthenticatorsUse), Takes("""{"number":42}"""), Answers(204)]
    public async Task<IActionResult> Approve(DirectoryScope directory, string id, string request, GraphBody body) => Done(await answers.ApproveAsync(
        await PhoneAsync(id), AuthenticatorsController.KeyOf(request), body.Parameters().Number("number") ?? throw GraphErrors.InvalidMethodValue("number")));

    /// <summary>Deny a request</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity/authentication/howto-mfa-mfasettings With `isReported` the user also reports that they didn't start the
    /// sign-in, which the audit log records if `reportSuspiciousActivitySettings` of the policy let the user report it.
    /// </remarks>
    [HttpPost("{request}/deny"), Requires(Permission.AuthenticatorsUse), Takes("""{"isReported":false}""", IsPartial = true), Answers(204)]
    public async Task<IActionResult> Deny(DirectoryScope directory, string id, string request, GraphBody body) => Done(await answers.DenyAsync(
        await PhoneAsync(id), AuthenticatorsController.KeyOf(request), body.Parameters().Flag("isReported") ?? false));

    private async Task<Phone> PhoneAsync(string id)
    {
        var key = AuthenticatorsController.KeyOf(id);
        if (await store.FindPhoneAsync(key) is { } phone) return phone;
        throw await store.FindAsync(key) is null ? GraphErrors.MethodNotFound() : AuthenticatorErrors.NotOfThisType();
    }

    private async Task<ApprovalRequest> ToWireAsync(Phone phone, ApprovalRequestRow row) => ToWire(await store.UserNameAsync(phone) ?? "", row);

    private static ApprovalRequest ToWire(string user, ApprovalRequestRow row) => new()
    {
        Id = row.Id.ToString(),
        CreatedDateTime = row.CreatedDateTime,
        ExpiresDateTime = row.ExpiresDateTime,
        User = user,
        IsPasswordless = row.IsPasswordless,
        Application = row.ShowsApplication ? row.Application : null,
        IpAddress = row.ShowsIpAddress ? row.IpAddress : null,
    };
}
