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

namespace AuthMethods.Features.SignIns;

/// <summary>The sign-in log: what the built-in authority accepted and refused.</summary>
[Route(Routes.Root + "/" + Segments)]
internal sealed class SignInsController(SignInStore store) : GraphController
{
    private const string Segments = "auditLogs/signIns";

    /// <summary>List signIns</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/signin-list</remarks>
    [HttpGet, Requires(Permission.SignInRead), Lists<SignIn>, Options("$select", "$filter", "$orderby", "$top", "$count", "$skiptoken")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<SignIn>(Version));
        query.RefuseExpand(WireType.Of<SignIn>(Version));
        return Page(Segments, (await store.PageAsync(query)).OrThrow(), row => Features.SignIns.SignIn.From(row), selection);
    }

    /// <summary>Get signIn</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/signin-get</remarks>
    [HttpGet("{id}"), Requires(Permission.SignInRead), Answers<SignIn>]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query) => Entity(
        Segments,
        (await store.FindAsync(GuidKey.TryParse(id, out var key) ? key : Guid.Empty, Version)).OrThrow() ?? throw GraphErrors.MethodNotFound(),
        query);
}
