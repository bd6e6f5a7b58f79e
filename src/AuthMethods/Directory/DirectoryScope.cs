using AuthMethods.Access;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace AuthMethods.Directory;

/// <summary>
/// The whole directory, for an action that names no user. Like <see cref="TargetUser"/> it is had only by a caller whom the
/// action's <see cref="RequiresAttribute"/> lets through, role included.
/// </summary>
[ModelBinder(typeof(Binder))]
internal sealed class DirectoryScope
{
    private DirectoryScope(Caller caller) => Caller = caller;

    public Caller Caller { get; }

    private sealed class Binder(Caller caller, AccessRules access) : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var http = bindingContext.HttpContext;
            var permission = http.GetEndpoint()!.Metadata.GetRequiredMetadata<RequiresAttribute>().Permission;
            var refusal = access.CheckBeforeTarget(permission, caller, isSelf: false) ?? (caller.IsGuestWithoutRole ? Refusal.Guest : null);
            if (refusal is not null) throw GraphErrors.Denied(http.Graph(), refusal);
            bindingContext.Result = ModelBindingResult.Success(new DirectoryScope(caller));
            return Task.CompletedTask;
        }
    }
}
