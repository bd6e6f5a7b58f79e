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

namespace AuthMethods.Features.DirectoryAudits;

/// <summary>The audit log: one record for each change.</summary>
[Route(Routes.Root + "/" + Segments)]
internal sealed class DirectoryAuditsController(DirectoryAuditStore store) : GraphController
{
    private const string Segments = "auditLogs/directoryAudits";

    /// <summary>List directoryAudits</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryaudit-list</remarks>
    [HttpGet, Requires(Permission.AuditRead), Lists<DirectoryAudit>, Options("$select", "$filter", "$orderby", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<DirectoryAudit>(Version));
        query.RefuseExpand(WireType.Of<DirectoryAudit>(Version));
        return Page(Segments, await store.PageAsync(query), DirectoryAudit.From, selection);
    }

    /// <summary>Get directoryAudit</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/directoryaudit-get</remarks>
    [HttpGet("{id}"), Requires(Permission.AuditRead), Answers<DirectoryAudit>]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query) =>
        Entity(Segments, GuidKey.TryParse(id, out var key) && await store.FindAsync(key) is { } audit ? audit : throw GraphErrors.MethodNotFound(), query);
}
