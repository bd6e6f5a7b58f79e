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
/// caller to act on this group. Owners need no role; changing a role-assignable group also needs
/// <see cref="Permission.RoleAssignableGroupWrite"/>.
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

    private sealed class Binder(AuthDb db, Caller caller, AccessRules access) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var http = bindingContext.HttpContext;
            var permission = http.GetEndpoint()!.Metadata.GetRequiredMetadata<RequiresAttribute>().Permission;
            var key = (string)http.GetRouteValue("id")!;
            var group = Guid.TryParse(key, out var id) ? await FindAsync(id) : null;
            if (RefusalOf(permission, group) is { } refusal) throw GraphErrors.Denied(http.Graph(), refusal);
            bindingContext.Result = group is null
                ? throw GraphErrors.ResourceNotFound(key)
                : ModelBindingResult.Success(new TargetGroup(id, group, caller));
        }

        private Refusal? RefusalOf(string permission, Found? group)
        {
            if (caller.IsGuestWithoutRole) return Refusal.Guest;
            var isOwner = group?.IsOwned == true && !caller.IsAppOnly;
            var isReading = permission is Permission.GroupRead or Permission.GroupMembersRead or Permission.GroupOwnersRead;
            return !isReading && group?.IsAssignableToRole == true
                ? access.CheckToken(permission, caller) ?? access.CheckBeforeTarget(Permission.RoleAssignableGroupWrite, caller, isOwner)
                : access.CheckBeforeTarget(permission, caller, isOwner);
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
