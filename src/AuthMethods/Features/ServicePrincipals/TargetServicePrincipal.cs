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

namespace AuthMethods.Features.ServicePrincipals;

/// <summary>
/// The service principal in the route, by object id or <c>appId={id}</c>. Like <see cref="TargetUser"/>, it is only bound if the
/// action's <see cref="RequiresAttribute"/> allows the caller to act on it.
/// </summary>
[ModelBinder(typeof(Binder))]
internal sealed class TargetServicePrincipal
{
    private TargetServicePrincipal(ServicePrincipalRow row) => Row = row;

    /// <summary>As it was when the request began.</summary>
    public ServicePrincipalRow Row { get; }

    public Guid Id => Row.Id;

    public string DisplayName => Row.DisplayName;

    private sealed class Binder(AuthDb db, Caller caller, AccessRules access) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var http = bindingContext.HttpContext;
            var permission = http.GetEndpoint()!.Metadata.GetRequiredMetadata<RequiresAttribute>().Permission;
            var key = (string)http.GetRouteValue("id")!;
            var row = await FindAsync(key);
            var (id, owner) = (row?.Id, caller.Token.ObjectId);
            var isOwner = id is not null && await db.ApplicationOwners.AnyAsync(o => o.ObjectId == id && o.OwnerId == owner);
            if (access.CheckOwned(permission, caller, isOwner) is { } refusal) throw GraphErrors.Denied(http.Graph(), refusal);
            if (row is null) throw GraphErrors.ResourceNotFound(key);
            if (isOwner && access.CheckOwnerOfPrivileged(permission, caller) is { } noMfa && await ApplicationOwners.IsPrivilegedAsync(db, row.AppId))
            {
                throw GraphErrors.Denied(http.Graph(), noMfa);
            }

            // Only Microsoft changes the service principal of Microsoft Graph.
            if (permission == Permission.ServicePrincipalWrite && row.AppId == ServicePrincipalRow.GraphAppId) throw GraphErrors.RequestDenied();
            bindingContext.Result = ModelBindingResult.Success(new TargetServicePrincipal(row));
        }

        private async Task<ServicePrincipalRow?> FindAsync(string key)
        {
            if (GraphPath.AppIdOf(key) is { } appId) return await db.ServicePrincipals.AsNoTracking().FirstOrDefaultAsync(s => s.AppId == appId);
            return GuidKey.TryParse(key, out var id) ? await db.ServicePrincipals.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id) : null;
        }
    }
}
