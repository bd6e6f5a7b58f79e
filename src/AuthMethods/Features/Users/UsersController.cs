using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Users;

/// <summary>The users of the directory.</summary>
internal sealed class UsersController(UserStore store, DirectoryExpander expander, AccessRules access) : GraphController
{
    private const string NewUser = """
        {"accountEnabled":true,"displayName":"Nora Lind","mailNickname":"nora","userPrincipalName":"nora@contoso.com","passwordProfile":{"password":"Contoso-Dev-1!","forceChangePasswordNextSignIn":false}}
        """;

    /// <summary>List users</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list</remarks>
    [HttpGet(Routes.Root + "/users"), Requires(Permission.UserList)]
    [Lists<User>, Options("$select", "$filter", "$search", "$orderby", "$expand", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query)
    {
        var selection = query.SelectOfList(WireType.Of<User>(Version), UserFields.NotOnCollections);
        var expansions = Expansions(query);
        foreach (var expansion in expansions)
        {
            var refusal = access.Check(PermissionOf(expansion), directory.Caller, isSelf: false, DirectoryRoles.None);
            if (refusal is not null) throw GraphErrors.Denied(HttpContext.Graph(), refusal);
        }

        var toWire = await ToWireAsync(query, directory.Caller);
        var page = await store.PageAsync(query);
        var domain = await store.DefaultDomainAsync();
        return Page("users", page, row => toWire(row, domain), selection,
            expanded: await expander.OfUsersAsync(expansions, [.. page.Rows.Select(u => u.Id)]));
    }

    /// <summary>Create user</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-post-users</remarks>
    [HttpPost(Routes.Root + "/users"), Requires(Permission.UserCreate)]
    [TakesUser(NewUser), Answers<User>(201)]
    public async Task<IActionResult> Create(DirectoryScope directory, GraphBody body)
    {
        var patch = UserPatch.Read(body);
        foreach (var required in new[] { "accountEnabled", "displayName", "mailNickname", "userPrincipalName" })
        {
            if (!patch.Has(required)) throw GraphErrors.ValueRequired(required);
        }

        var row = (await store.CreateAsync(patch)).OrThrow();
        return Created("users", Directory.User.From(row, await store.DefaultDomainAsync()), $"users/{row.Id}");
    }

    /// <summary>Validate password</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-validatepassword?view=graph-rest-beta</remarks>
    [HttpPost(Routes.Beta + "/users/validatePassword"), Requires(Permission.PasswordValidate)]
    [Takes("""{"password":"Quiet-River-7"}"""), Answers<PasswordValidation>]
    public IActionResult ValidatePassword(DirectoryScope directory, GraphBody body)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        var password = body.Parameters().Text("password") ?? throw GraphErrors.ValueRequired("password");
        return Computed(PasswordValidation.Of(password));
    }

    /// <summary>Get user</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-get</remarks>
    [HttpGet(Routes.User), HttpGet(Routes.Me), Requires(Permission.UserRead), Answers<User>, Options("$select", "$expand")]
    public async Task<IActionResult> Get(TargetUser user, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<User>(Version), GraphErrors.NotDeclared);
        var expansions = Expansions(query);
        foreach (var expansion in expansions) Demand(PermissionOf(expansion), user);
        var toWire = await ToWireAsync(query, user.Caller);
        var row = await store.FindAsync(user.Id) ?? throw GraphErrors.ResourceNotFound(user.Key);
        return Entity("users", toWire(row, await store.DefaultDomainAsync()), selection, await expander.OfUsersAsync(expansions, [user.Id]));
    }

    /// <summary>Update user</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-update The permissions and roles it needs depend on the properties sent.</remarks>
    [HttpPatch(Routes.User), HttpPatch(Routes.Me), Requires(Permission.UserUpdate)]
    [TakesUser("""{"jobTitle":"Technician","officeLocation":"18/2111"}""", IsPartial = true), Answers(204)]
    public async Task<IActionResult> Update(TargetUser user, GraphBody body)
    {
        var patch = UserPatch.Read(body);
        foreach (var permission in patch.Permissions(user.Account.AllRoles)) Demand(permission, user);
        return Done(await store.UpdateAsync(user, patch));
    }

    /// <summary>Delete user</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-delete</remarks>
    [HttpDelete(Routes.User), Requires(Permission.UserDelete), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user) => Done(await store.DeleteAsync(user));

    private IReadOnlyList<Expansion> Expansions(GraphQuery query) => query.ExpandDirectory(
        WireType.Of<User>(Version), "memberOf", "transitiveMemberOf", "directReports", DirectoryExpansions.Manager);

    private static string PermissionOf(Expansion expansion) => expansion.Name switch
    {
        DirectoryExpansions.Manager => Permission.UserFullRead,
        "directReports" => Permission.UserLinksRead,
        _ => Permission.TransitiveMembershipsRead,
    };

    /// <summary>Reading the sign-in activity or filtering by it needs the permission and the license of the sign-in log, on one's own account too.</summary>
    private async Task<Func<UserRow, string, User>> ToWireAsync(GraphQuery query, Caller caller)
    {
        var isSelected = query.Selects("signInActivity");
        if (!isSelected && !UserFields.FiltersSignInActivity(query)) return Directory.User.From;
        if (access.Check(Permission.SignInRead, caller, isSelf: false, DirectoryRoles.None) is { } refusal) throw GraphErrors.ReportDenied(refusal);
        (await store.SignInActivityAsync()).OrThrow();
        return isSelected ? Directory.User.WithSignInActivity : Directory.User.From;
    }

    private void Demand(string permission, TargetUser user)
    {
        var refusal = access.Check(permission, user.Caller, user.IsSelf, user.Account.AllRoles, user.CallerRoles);
        if (refusal is not null) throw GraphErrors.Denied(HttpContext.Graph(), refusal);
    }
}
