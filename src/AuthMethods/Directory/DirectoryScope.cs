using AuthMethods.Access;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace AuthMethods.Directory;

/// <summary>
/// The whole directory, for an action without a user in its route. Like <see cref="TargetUser"/>, an action gets it only if the
/// caller has the permission and a role that its <see cref="RequiresAttribute"/> asks for.
/// </summary>
[ModelBinder(typeof(Binder))]
internal sealed class DirectoryScope
{
    private static readonly string[] ListsUsers =
        [Permission.UserList, Permission.UserDelta, Permission.DeletedUserList, Permission.DirectoryObjectsRead];

    private DirectoryScope(Caller caller) => Caller = caller;

    public Caller Caller { get; }

    private sealed class Binder(Caller caller, AccessRules access) : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var http = bindingContext.HttpContext;
            var requires = http.GetEndpoint()!.Metadata.GetRequiredMetadata<RequiresAttribute>();
            var refusal = access.CheckBeforeTarget(requires.Permission, caller, isSelf: false, mayBeInUnit: requires.ChecksEachUser)
                ?? (ListsUsers.Contains(requires.Permission) && caller.ReadsOnlyThemselves ? Refusal.Restricted : null);
            if (refusal is not null) throw GraphErrors.Denied(http.Graph(), refusal);
            bindingContext.Result = ModelBindingResult.Success(new DirectoryScope(caller));
            return Task.CompletedTask;
        }
    }
}
