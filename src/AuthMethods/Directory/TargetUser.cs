using AuthMethods.Access;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace AuthMethods.Directory;

/// <summary>
/// The route's user, by object id, principal name or <c>me</c>. An action with this parameter runs only if the caller has the
/// permission of the action's <see cref="RequiresAttribute"/> on this user.
/// </summary>
[ModelBinder(typeof(Binder))]
internal sealed class TargetUser
{
    private TargetUser(UserAccount account, string key, Caller caller, bool isSelf, DirectoryRoles over) =>
        (Account, Key, Caller, IsSelf, CallerRoles, IsMasked) = (account, key, caller, isSelf, over, AccessRules.SeesMasked(caller, isSelf, over));

    public UserAccount Account { get; }

    public Guid Id => Account.Id;

    /// <summary>As the caller wrote it; the object id for <c>me</c>.</summary>
    public string Key { get; }

    public Caller Caller { get; }

    /// <summary>The roles that the caller holds over this user, in the whole tenant and in administrative units.</summary>
    public DirectoryRoles CallerRoles { get; }

    public bool IsSelf { get; }

    /// <summary>The caller sees phone numbers masked.</summary>
    public bool IsMasked { get; }

    /// <summary>The start of <c>@odata.context</c> for this user's resources: <c>users('kim%40contoso.com')</c>.</summary>
    public string Context => $"users('{Uri.EscapeDataString(Key)}')";

    /// <summary>The context of the user's methods of one kind: <c>users('kim%40contoso.com')/authentication/phoneMethods</c>.</summary>
    public string ContextOf(string segment) => $"{Context}{Routes.Authentication}{segment}";

    /// <summary>The address of a new method, or of the only one of its kind.</summary>
    public string LocationOf(string segment, string? id = null) => $"users('{Id}'){Routes.Authentication}{segment}{(id is null ? "" : $"('{id}')")}";

    /// <summary>
    /// The user with a key; null if there is none. Throws if the caller lacks the permission, before the lookup where possible.
    /// </summary>
    private static async Task<TargetUser?> LoadAsync(
        Func<Task<UserAccount?>> find, AuthDb db, UserQueries queries, Caller caller, AccessRules access, GraphRequest request, string key,
        string permission, SelfService selfService)
    {
        var isExpected = caller.Is(key);
        if (Before(isExpected) is { } early) throw GraphErrors.Denied(request, early);
        if (await find() is not { } account) return null;
        // The account that was found decides, whatever the key looked like.
        request.Target = account.Id;
        caller.ActOn(account);
        var isSelf = caller.Is(account);
        var isLookedUp = access.DependsOnUnits(permission, caller) || AccessRules.DependsOnRoleOfApplication(permission, caller, account.AllRoles);
        var over = isLookedUp ? await queries.RolesOverAsync(db, caller, account.Id) : caller.Roles;
        var refusal = (isSelf == isExpected ? null : Before(isSelf)) ?? access.CheckTarget(permission, caller, isSelf, account.AllRoles, over);
        return refusal is null ? new(account, key, caller, isSelf, over) : throw GraphErrors.Denied(request, refusal);

        Refusal? Before(bool isOwn) =>
            access.CheckBeforeTarget(permission, caller, isOwn, mayBeInUnit: true)
            ?? (!isOwn && caller.ReadsOnlyThemselves ? Refusal.Restricted : null)
            ?? (selfService == SelfService.None ? null : access.SelfService(caller, isOwn, addsOrUpdates: selfService == SelfService.Write));
    }

    private sealed class Binder(AuthDb db, UserQueries queries, Caller caller, AccessRules access) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var http = bindingContext.HttpContext;
            var request = http.Graph();
            var requires = http.GetEndpoint()!.Metadata.GetRequiredMetadata<RequiresAttribute>();
            var key = Caller.UserKeyIn(http, caller.Token);
            if (key.StartsWith('$') && !request.IsBracketed) throw GraphErrors.KeyNeedsBrackets();
            bindingContext.Result = ModelBindingResult.Success(
                await LoadAsync(FindAsync, db, queries, caller, access, request, key, requires.Permission, requires.SelfService)
                    ?? throw GraphErrors.UserNotFound(request, key));

            async Task<UserAccount?> FindAsync() => caller.Target ?? await queries.FindAsync(db, key);
        }
    }

    /// <summary>Loads users named in a request's body, with the same checks as for a user in its route.</summary>
    public sealed class Finder(AuthDb db, UserQueries queries, Caller caller, AccessRules access, CallContext call)
    {
        public async Task<TargetUser> GetAsync(string key, string permission, SelfService selfService) =>
            await FindAsync(key, permission, selfService) ?? throw GraphErrors.UserNotFound(call.Request, key);

        /// <summary>Null if there is no such user.</summary>
        public Task<TargetUser?> FindAsync(string key, string permission, SelfService selfService) =>
            LoadAsync(() => queries.FindAsync(db, key), db, queries, caller, access, call.Request, key, permission, selfService);
    }
}
