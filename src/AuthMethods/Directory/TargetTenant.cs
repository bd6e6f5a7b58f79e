using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Directory;

/// <summary>The tenant that a route of the <see cref="ControlPlaneAttribute">control plane</see> names. From then on the request's database shows its rows.</summary>
[ModelBinder(typeof(Binder))]
internal sealed class TargetTenant
{
    private TargetTenant(Guid id) => Id = id;

    public Guid Id { get; }

    private sealed class Binder(AuthDb db) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var http = bindingContext.HttpContext;
            if (!GuidKey.TryParse(http.GetRouteValue("tenant") as string, out var id)) throw GraphErrors.MethodNotFound();
            db.TenantId = id;
            if (!await db.Tenants.AnyAsync(http.RequestAborted)) throw GraphErrors.MethodNotFound();
            bindingContext.Result = ModelBindingResult.Success(new TargetTenant(id));
        }
    }
}
