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
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Groups;

/// <summary>
/// The group in the route. Like <see cref="TargetUser"/>, it is only bound if the action's <see cref="RequiresAttribute"/> allows the
/// caller to act on this group. Owners need no role, and for a group in an administrative unit a role in the unit suffices. Changing a
/// role-assignable group also needs <see cref="Permission.RoleAssignableGroupWrite"/>, in the whole tenant.
/// </summary>
[ModelBinder(typeof(Binder))]
internal sealed class TargetGroup
{
    private TargetGroup(Guid id, Found group, Caller caller) =>
        (Id, DisplayName, IsAssignableToRole, Caller) = (id, group.DisplayName, group.IsAssignableToRole, caller);

    public Guid Id { get; }

    public string DisplayName { get; }

    public bool IsAssignableToRole { get; }

    public Caller Caller { get; }

    private sealed class Binder(AuthDb db, Caller caller, AccessRules access, UserQueries queries) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var http = bindingContext.HttpContext;
            var permission = http.GetEndpoint()!.Metadata.GetRequiredMetadata<RequiresAttribute>().Permission;
            var key = (string)http.GetRouteValue("id")!;
            var group = GuidKey.TryParse(key, out var id) ? await FindAsync(id) : null;
            if (await RefusalAsync(permission, id, group) is { } refusal) throw GraphErrors.Denied(http.Graph(), refusal);
            bindingContext.Result = group is null
                ? throw GraphErrors.ResourceNotFound(key)
                : ModelBindingResult.Success(new TargetGroup(id, group, caller));
        }

        private async Task<Refusal?> RefusalAsync(string permission, Guid id, Found? group)
        {
            if (caller.IsGuestWithoutRole) return Refusal.Guest;
            var isOwner = group?.IsOwned == true && !caller.IsAppOnly;
            var isReading = permission is Permission.GroupRead or Permission.GroupMembersRead or Permission.GroupOwnersRead;
            if (!isReading && group?.IsAssignableToRole == true)
            {
                return access.CheckToken(permission, caller) ?? access.CheckRoleAssignableGroup(caller, isOwner);
            }

            if (access.CheckBeforeTarget(permission, caller, isOwner, mayBeInUnit: true) is { } refusal) return refusal;
            if (group is null || !access.DependsOnUnits(permission, caller)) return null;
            return access.CheckTarget(permission, caller, isOwner, DirectoryRoles.None, await queries.RolesOverAsync(db, caller, id));
        }

        private Task<Found?> FindAsync(Guid id)
        {
            var owner = caller.Token.ObjectId;
            return db.Groups.Where(g => g.Id == id)
                .Select(g => new Found(g.DisplayName, g.IsAssignableToRole, db.GroupMembers.Any(m => m.GroupId == id && m.MemberId == owner && m.IsOwner)))
                .FirstOrDefaultAsync();
        }
    }

    private sealed record Found(string DisplayName, bool IsAssignableToRole, bool IsOwned);
}
