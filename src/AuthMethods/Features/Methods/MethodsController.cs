using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Methods;

/// <summary>A user's methods of every kind. They are created, changed and deleted in the collection of their kind.</summary>
[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
internal sealed class MethodsController(MethodStore store) : GraphController
{
    private const string Segment = "methods";

    /// <summary>List methods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-list-methods</remarks>
    [HttpGet, Requires(Permission.MethodsRead), Lists<AuthenticationMethod>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) =>
        Collection(user.ContextOf(Segment), await store.ListAsync(user, Version), query);

    /// <summary>Get authenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethod-get</remarks>
    [HttpGet("{id}"), Requires(Permission.MethodsRead), Answers<AuthenticationMethod>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), await store.FindAsync(user, id, Version) ?? throw GraphErrors.MethodNotFound(), query);
}

internal sealed class MethodStore(AuthDb db, MethodKinds kinds, MethodQueries queries, UserPolicies policies)
{
    public async Task<IReadOnlyList<AuthenticationMethod>> ListAsync(TargetUser user, GraphVersion version)
    {
        var view = await policies.ViewAsync(db, user);
        var methods = new List<AuthenticationMethod>();
        await foreach (var row in version == GraphVersion.V1 ? queries.OnV1(db, user.Id) : queries.OnBeta(db, user.Id))
        {
            methods.Add(kinds.ToWire(row, view));
        }

        return methods;
    }

    public async Task<AuthenticationMethod?> FindAsync(TargetUser user, string id, GraphVersion version) =>
        (await ListAsync(user, version)).FirstOrDefault(m => m.Id == AuthenticationMethodRow.KeyOf(id));
}

/// <summary>Lists methods of all kinds in one query, except kinds that the version does not have.</summary>
internal sealed class MethodQueries(MethodKinds kinds)
{
    internal Func<AuthDb, Guid, IAsyncEnumerable<AuthenticationMethodRow>> OnBeta { get; } = EF.CompileAsyncQuery((AuthDb db, Guid user) =>
        db.AuthenticationMethods.AsNoTracking().Where(m => m.UserId == user));

    internal Func<AuthDb, Guid, IAsyncEnumerable<AuthenticationMethodRow>> OnV1 { get; } = EF.CompileAsyncQuery((AuthDb db, Guid user) =>
        db.AuthenticationMethods.AsNoTracking().Where(m => m.UserId == user).Where(kinds.IsOnV1));
}
