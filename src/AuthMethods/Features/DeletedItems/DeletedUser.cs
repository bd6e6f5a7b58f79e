using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;

namespace AuthMethods.Features.DeletedItems;

/// <summary>
/// The user in the recycle bin whose object id is in the route. Like <see cref="TargetUser"/>, it is only bound if the action's
/// <see cref="RequiresAttribute"/> allows the caller to act on this user.
/// </summary>
[ModelBinder(typeof(Binder))]
internal sealed class DeletedUser
{
    private DeletedUser(UserAccount account) => Account = account;

    public UserAccount Account { get; }

    public Guid Id => Account.Id;

    /// <summary>The principal name before the deletion.</summary>
    public string FormerName => UserKey.BeforeDeletion(Id, Account.UserPrincipalName);

    private sealed class Binder(AuthDb db, UserQueries queries, Caller caller, AccessRules access, TimeProvider time) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var http = bindingContext.HttpContext;
            var permission = http.GetEndpoint()!.Metadata.GetRequiredMetadata<RequiresAttribute>().Permission;
            var key = (string)http.GetRouteValue("id")!;
            var refusal = access.CheckBeforeTarget(permission, caller, isSelf: false, mayBeInUnit: true);
            if (refusal is not null) throw GraphErrors.Denied(http.Graph(), refusal);
            var account = GuidKey.TryParse(key, out var id) ? await queries.FindAsync(db, id) : null;
            if (account?.DeletedDateTime is not { } deleted || deleted <= RecycleBin.Oldest(time)) throw GraphErrors.ResourceNotFound(key);
            // Users in the recycle bin keep their administrative units.
            var isLookedUp = access.DependsOnUnits(permission, caller) || AccessRules.DependsOnRoleOfApplication(permission, caller, account.AllRoles);
            var over = isLookedUp ? await queries.RolesOverAsync(db, caller, account.Id) : caller.Roles;
            refusal = access.CheckTarget(permission, caller, isSelf: false, account.AllRoles, over);
            bindingContext.Result = refusal is null ? ModelBindingResult.Success(new DeletedUser(account)) : throw GraphErrors.Denied(http.Graph(), refusal);
        }
    }
}
