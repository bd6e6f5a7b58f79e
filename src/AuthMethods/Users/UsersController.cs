using AuthMethods.Graph;
using AuthMethods.Graph.Description;
using AuthMethods.Graph.Query;
using AuthMethods.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Users;

/// <summary>The directory user.</summary>
public sealed class UsersController(UserStore store, Access access) : GraphController
{
    private const string NewUser = """
        {"accountEnabled":true,"displayName":"Nora Lind","mailNickname":"nora","userPrincipalName":"nora@contoso.com","passwordProfile":{"password":"Contoso-Dev-1!","forceChangePasswordNextSignIn":false}}
        """;

    /// <summary>List users</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list</remarks>
    [HttpGet(Routes.Root + "/users"), Requires(Permission.UserList)]
    [Lists<User>, Options("$select", "$filter", "$search", "$orderby", "$top", "$count", "$skiptoken", "ConsistencyLevel")]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query)
    {
        var selection = query.SelectOfList(WireType.Of<User>(Version), UserFields.NotOnCollections);
        var page = await store.PageAsync(query);
        var domain = await store.DefaultDomainAsync();
        return Page("users", page, row => Users.User.From(row, domain), selection, resourceUnits: 2);
    }

    /// <summary>Count users</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-list</remarks>
    [HttpGet(Routes.Root + "/users/$count"), Requires(Permission.UserList), Options("$filter", "$search", "ConsistencyLevel")]
    public async Task<IActionResult> Count(DirectoryScope directory, GraphQuery query) => CountOf(await store.CountAsync(query));

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

        if (patch.Password is not { } password) throw GraphErrors.ValueRequired("passwordProfile");
        var candidate = new UserRow { UserPrincipalName = "", UserPrincipalNameKey = "" };
        patch.ApplyTo(candidate);
        await CheckNameAsync(candidate.UserPrincipalName);
        if (!PasswordRules.Accept(password, candidate.UserPrincipalName, candidate.PasswordPolicies)) throw GraphErrors.WeakPassword(HttpContext);
        var row = await store.CreateAsync(patch) ?? throw GraphErrors.Conflict("userPrincipalName");
        return new GraphResult
        {
            ODataContext = "users",
            IsEntity = true,
            Items = [Users.User.From(row, await store.DefaultDomainAsync())],
            Status = StatusCodes.Status201Created,
            Location = $"{HttpContext.GraphRoot()}/users/{row.Id}",
            ResourceUnits = 1,
        };
    }

    /// <summary>Get user</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-get</remarks>
    [HttpGet(Routes.User), HttpGet(Routes.Me), Requires(Permission.UserRead), Answers<User>]
    public async Task<IActionResult> Get(TargetUser user, GraphQuery query)
    {
        var selection = query.Select(WireType.Of<User>(Version), GraphErrors.NotDeclared);
        query.RefuseExpand(WireType.Of<User>(Version));
        var row = await store.FindAsync(user.Id) ?? throw GraphErrors.ResourceNotFound(user.Key);
        return new GraphResult
        {
            ODataContext = "users",
            IsEntity = true,
            Items = [Users.User.From(row, await store.DefaultDomainAsync())],
            Selection = selection,
            ResourceUnits = 1,
        };
    }

    /// <summary>Update user</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-update Which of the permissions and roles it takes depends on the properties sent.</remarks>
    [HttpPatch(Routes.User), HttpPatch(Routes.Me), Requires(Permission.UserUpdate)]
    [TakesUser("""{"jobTitle":"Technician","officeLocation":"18/2111"}""", IsPartial = true), Answers(204)]
    public async Task<IActionResult> Update(TargetUser user, GraphBody body)
    {
        var patch = UserPatch.Read(body);
        var candidate = await store.FindAsync(user.Id) ?? throw GraphErrors.ResourceNotFound(user.Key);
        patch.ApplyTo(candidate);
        if (candidate.UserPrincipalName != user.Account.UserPrincipalName) await CheckNameAsync(candidate.UserPrincipalName);
        if (patch.Password is { } password && !PasswordRules.Accept(password, candidate.UserPrincipalName, candidate.PasswordPolicies))
        {
            throw GraphErrors.WeakPassword(HttpContext);
        }

        var updated = await store.UpdateAsync(user, patch, permission => Demand(permission, user));
        return updated ? Changed() : throw GraphErrors.Conflict("userPrincipalName");
    }

    /// <summary>Delete user</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/user-delete</remarks>
    [HttpDelete(Routes.User), Requires(Permission.UserDelete), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user) =>
        await store.DeleteAsync(user) ? Changed() : throw GraphErrors.ResourceNotFound(user.Key);

    /// <summary>204, and what the call cost, as everything about directory objects says.</summary>
    private NoContentResult Changed()
    {
        Response.Headers["x-ms-resource-unit"] = "1";
        return NoContent();
    }

    private void Demand(Permission permission, TargetUser user)
    {
        if (access.To(permission, user.Caller, user.IsSelf, user.Account.Roles) is { } refusal) throw GraphErrors.Denied(HttpContext, refusal);
    }

    private async Task CheckNameAsync(string name)
    {
        if (!UserPrincipalName.TryParse(name, out _, out var domain)) throw GraphErrors.InvalidValue("userPrincipalName");
        if (!await store.IsVerifiedAsync(domain)) throw GraphErrors.UnverifiedDomain();
    }
}
