using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.AppPasswords;

/// <summary>App passwords of a user with per-user multi-factor authentication: created by the user, deleted by the user or an administrator.</summary>
[Route(Routes.OwnUser + Segment), Route(Routes.OwnMe + Segment)]
internal sealed class AppPasswordsController(AppPasswordStore store) : GraphController
{
    private const string Segment = "/appPasswords";
    private const int MaxNameLength = 256;

    /// <summary>List appPasswords</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/howto-mfa-app-passwords</remarks>
    [HttpGet, Requires(AppPasswordPermissions.Read), Lists<AppPassword>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) => Collection(NoContext, await store.ListAsync(user), query);

    /// <summary>Get appPassword</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/howto-mfa-app-passwords</remarks>
    [HttpGet("{id}"), Requires(AppPasswordPermissions.Read), Answers<AppPassword>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(
            NoContext,
            GuidKey.TryParse(id, out var key) && await store.FindAsync(user, key) is { } password
                ? password
                : throw GraphErrors.MethodNotFound(),
            query);

    /// <summary>Create appPassword: the password is shown only in this response</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/howto-mfa-app-passwords</remarks>
    [OnPages]
    [HttpPost, Requires(AppPasswordPermissions.Create, SelfService = SelfService.Write)]
    [Takes<AppPassword>("""{"displayName":"Old mail client"}"""), Answers<AppPassword>(201)]
    public async Task<IActionResult> Create(TargetUser user, GraphBody body)
    {
        var name = body.Of<AppPassword>(Version).Text("displayName");
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength) throw GraphErrors.InvalidMethodValue("displayName");
        var password = (await store.AddAsync(user, name)).OrThrow();
        return Created(NoContext, password, $"users/{user.Id}{Segment}/{password.Id}");
    }

    /// <summary>Delete appPassword</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/howto-mfa-userdevicesettings</remarks>
    [OnPages]
    [HttpDelete("{id}"), Requires(AppPasswordPermissions.Delete, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user, string id) =>
        Done(GuidKey.TryParse(id, out var key) ? await store.DeleteAsync(user, key) : GraphErrors.MethodNotFound());

    /// <summary>Delete all appPasswords of a user</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/howto-mfa-userdevicesettings</remarks>
    [OnPages]
    [HttpPost("deleteAll"), Requires(AppPasswordPermissions.Delete, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> DeleteAll(TargetUser user)
    {
        await store.DeleteAllAsync(user);
        return NoContent();
    }
}
