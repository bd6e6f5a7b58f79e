using System.Net.Mime;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Journal;

/// <summary>The latest requests to a tenant, and how each was decided, for those who test or operate it.</summary>
[Route(Routes.OwnTenant + "/journal"), ControlPlane]
internal sealed class JournalController(JournalReader journal, TimeProvider time) : GraphController
{
    /// <summary>List the latest requests, oldest first</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview</remarks>
    [HttpGet, Lists<JournalEntry>]
    public IActionResult List(TargetTenant tenant, GraphQuery query) => Collection(NoContext, journal.Of(tenant.Id), query);

    /// <summary>Wait for the next request</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview The first request after the one that `after` names, or else
    /// after the call began. Waits as many `seconds` as asked for, 60 at most; 204 if none comes.
    /// </remarks>
    [HttpGet("next"), Answers<JournalEntry>, Answers(204), Options("seconds", "after")]
    public async Task<IActionResult> Next(TargetTenant tenant)
    {
        var (wait, after) = WaitOptions.Read(HttpContext);
        var next = await journal.NextAsync(tenant.Id, after?.ToString(), time.Now(), wait, HttpContext.RequestAborted);
        return next is null ? NoContent() : new GraphResult { Items = [next] };
    }

    /// <summary>Get the least permissions that the requests need</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview</remarks>
    [HttpGet("permissions"), Answers<LeastPermissions>]
    public IActionResult Permissions(TargetTenant tenant) => new GraphResult { Items = [journal.LeastOf(tenant.Id)] };

    /// <summary>Export the requests as a file for REST clients</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview</remarks>
    [HttpGet("http"), Answers(200)]
    public IActionResult HttpFile(TargetTenant tenant) =>
        Content(journal.HttpFileOf(tenant.Id, HttpContext.Origin()), MediaTypeNames.Text.Plain);

    /// <summary>Export the requests as an HTTP archive</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview</remarks>
    [HttpGet("har"), Answers(200)]
    public IActionResult Archive(TargetTenant tenant) =>
        Content(journal.ArchiveOf(tenant.Id, HttpContext.Origin()).ToJsonString(), MediaTypeNames.Application.Json);

    /// <summary>Forget the requests</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview</remarks>
    [HttpDelete, Answers(204)]
    public IActionResult Clear(TargetTenant tenant)
    {
        journal.Clear(tenant.Id);
        return NoContent();
    }
}
