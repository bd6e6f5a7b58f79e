using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Applications;

/// <summary>
/// The application in the route, by object id or <c>appId={id}</c>. Like <see cref="TargetUser"/>, it is only bound if the action's
/// <see cref="RequiresAttribute"/> allows the caller to act on it. Owners need no role, and some permissions only reach what the
/// calling application owns.
/// </summary>
[ModelBinder(typeof(Binder))]
internal sealed class TargetApplication
{
    private TargetApplication(ApplicationRow row) => Row = row;

    /// <summary>As it was when the request began.</summary>
    public ApplicationRow Row { get; }

    public Guid Id => Row.Id;

    public string DisplayName => Row.DisplayName;

    private sealed class Binder(AuthDb db, Caller caller, AccessRules access) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var http = bindingContext.HttpContext;
            var key = (string)http.GetRouteValue("id")!;
            var row = await FindAsync(key);
            var (id, owner) = (row?.Id, caller.Token.ObjectId);
            var isOwner = id is not null && await db.ApplicationOwners.AnyAsync(o => o.ObjectId == id && o.OwnerId == owner);
            var permission = http.GetEndpoint()!.Metadata.GetRequiredMetadata<RequiresAttribute>().Permission;
            if (access.CheckOwned(permission, caller, isOwner) is { } refusal) throw GraphErrors.Denied(http.Graph(), refusal);
            if (row is null) throw GraphErrors.ResourceNotFound(key);
            if (isOwner && access.CheckOwnerOfPrivileged(permission, caller) is { } noMfa && await ApplicationOwners.IsPrivilegedAsync(db, row.AppId))
            {
                throw GraphErrors.Denied(http.Graph(), noMfa);
            }

            bindingContext.Result = ModelBindingResult.Success(new TargetApplication(row));
        }

        private async Task<ApplicationRow?> FindAsync(string key)
        {
            if (GraphPath.AppIdOf(key) is { } appId) return await db.Applications.AsNoTracking().FirstOrDefaultAsync(a => a.AppId == appId);
            return GuidKey.TryParse(key, out var id) ? await db.Applications.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id) : null;
        }
    }
}
