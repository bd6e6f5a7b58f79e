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

namespace AuthMethods.Features.Outbox;

/// <summary>SMS, calls and e-mails to users, newest first. In Development they are kept here instead of being sent.</summary>
internal sealed class OutboxController(OutboxStore store, TimeProvider time) : GraphController
{
    private const string Segment = "/outbox";

    /// <summary>List the messages to all users</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/concept-authentication-phone-options</remarks>
    [HttpGet(Routes.Own + Segment), OperatorOnly, Requires(Permission.OutboxRead), Lists<OutboxMessage>]
    [Options("$select", "$filter", "$orderby", "$top", "$count", "$skiptoken")]
    public Task<IActionResult> List(DirectoryScope directory, GraphQuery query) => PageAsync(null, query);

    /// <summary>Get a message</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/concept-authentication-phone-options</remarks>
    [HttpGet(Routes.Own + Segment + "/{id}"), OperatorOnly, Requires(Permission.OutboxRead), Answers<OutboxMessage>]
    public Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query) => FindAsync(id, query);

    /// <summary>Wait for the next message to any user</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity/authentication/concept-authentication-phone-options The first message after the one that
    /// `after` names, or else after the call began. Waits as many `seconds` as asked for, 60 at most; 204 if none comes.
    /// </remarks>
    [HttpGet(Routes.Own + Segment + "/next"), OperatorOnly, Requires(Permission.OutboxRead), Answers<OutboxMessage>, Answers(204)]
    [Options("seconds", "after")]
    public Task<IActionResult> Next(DirectoryScope directory) => NextAsync(null);

    /// <summary>List the messages to a user</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/concept-authentication-phone-options</remarks>
    [HttpGet(Routes.OwnUser + Segment), OperatorOnly, Requires(Permission.OutboxRead), Lists<OutboxMessage>]
    [Options("$select", "$filter", "$orderby", "$top", "$count", "$skiptoken")]
    public Task<IActionResult> ListOfUser(TargetUser user, GraphQuery query) => PageAsync(user.Id, query);

    /// <summary>Wait for the next message to a user</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity/authentication/concept-authentication-phone-options The first message after the one that
    /// `after` names, or else after the call began. Waits as many `seconds` as asked for, 60 at most; 204 if none comes.
    /// </remarks>
    [HttpGet(Routes.OwnUser + Segment + "/next"), OperatorOnly, Requires(Permission.OutboxRead), Answers<OutboxMessage>, Answers(204)]
    [Options("seconds", "after")]
    public Task<IActionResult> NextOfUser(TargetUser user) => NextAsync(user.Id);

    /// <summary>List the messages to the users of a tenant</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/concept-authentication-phone-options</remarks>
    [HttpGet(Routes.OwnTenant + Segment), ControlPlane, Lists<OutboxMessage>]
    [Options("$select", "$filter", "$orderby", "$top", "$count", "$skiptoken")]
    public Task<IActionResult> ListOfTenant(TargetTenant tenant, GraphQuery query) => PageAsync(null, query);

    /// <summary>Get a message of a tenant</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/concept-authentication-phone-options</remarks>
    [HttpGet(Routes.OwnTenant + Segment + "/{id}"), ControlPlane, Answers<OutboxMessage>]
    public Task<IActionResult> GetOfTenant(TargetTenant tenant, string id, GraphQuery query) => FindAsync(id, query);

    /// <summary>Wait for the next message to a user of a tenant</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity/authentication/concept-authentication-phone-options The first message after the one that
    /// `after` names, or else after the call began. Waits as many `seconds` as asked for, 60 at most; 204 if none comes.
    /// </remarks>
    [HttpGet(Routes.OwnTenant + Segment + "/next"), ControlPlane, Answers<OutboxMessage>, Answers(204)]
    [Options("seconds", "after")]
    public Task<IActionResult> NextOfTenant(TargetTenant tenant) => NextAsync(null);

    private async Task<IActionResult> FindAsync(string id, GraphQuery query) => Entity(
        NoContext, GuidKey.TryParse(id, out var key) && await store.FindAsync(key) is { } message ? message : throw GraphErrors.MethodNotFound(), query);

    private async Task<IActionResult> PageAsync(Guid? user, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<OutboxMessage>(Version));
        query.RefuseExpand(WireType.Of<OutboxMessage>(Version));
        return Page(NoContext, await store.PageAsync(user, query), store.ToWire, selection);
    }

    private async Task<IActionResult> NextAsync(Guid? user)
    {
        var (wait, after) = WaitOptions.Read(HttpContext);
        var next = await store.NextAsync(user, after, time.Now(), wait, HttpContext.RequestAborted);
        return next is null ? NoContent() : new GraphResult { IsEntity = true, Items = [next] };
    }
}
