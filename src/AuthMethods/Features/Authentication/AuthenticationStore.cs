using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Authentication;

public sealed class AuthenticationStore(AuthDb db, UserPolicies policies, RegisteredMethods registered, Changes changes)
{
    public async Task<(SignInPreferences Preferences, StrongAuthenticationRequirements Requirements)> ReadAsync(TargetUser user)
    {
        var row = await db.Users.Where(u => u.Id == user.Id)
            .Select(u => new { u.PreferredSecondFactor, u.IsSystemPreferred, u.PerUserMfaState }).SingleOrDefaultAsync()
            ?? throw GraphErrors.MethodNotFound();
        var methods = await db.AuthenticationMethods.AsNoTracking().Where(m => m.UserId == user.Id).ToListAsync();
        var view = await policies.ViewAsync(db, user);
        var standard = DefaultMethod.Of(row.PreferredSecondFactor, methods, view);
        return (new(row.IsSystemPreferred ?? view.Policy.PrefersSystemCredential, standard), new(row.PerUserMfaState));
    }

    /// <summary>Sets what is not null. False when the user has no method that the preference could mean.</summary>
    public Task<bool> SetPreferencesAsync(TargetUser user, SecondFactor? preferred, bool? isSystemPreferred) => changes.ApplyAsync(async change =>
    {
        if (preferred is { } factor)
        {
            var methods = await change.AuthenticationMethods.AsNoTracking().Where(m => m.UserId == user.Id).ToListAsync();
            if (!methods.Any(m => registered.Serves(m, factor))) return false;
        }

        var row = await change.Users.SingleOrDefaultAsync(u => u.Id == user.Id) ?? throw GraphErrors.MethodNotFound();
        row.PreferredSecondFactor = preferred ?? row.PreferredSecondFactor;
        row.IsSystemPreferred = isSystemPreferred ?? row.IsSystemPreferred;
        row.Version = Guid.NewGuid();
        change.Record(user, user.IsSelf ? Activity.UserChangedDefault : Activity.SignInPreferencesPatched);
        return true;
    });

    public Task SetPerUserMfaAsync(TargetUser user, PerUserMfaState state) => changes.ApplyAsync(async change =>
    {
        var row = await change.Users.SingleOrDefaultAsync(u => u.Id == user.Id) ?? throw GraphErrors.MethodNotFound();
        row.PerUserMfaState = state;
        row.Version = Guid.NewGuid();
        change.Record(user, state == PerUserMfaState.Disabled ? Activity.DisableStrongAuthentication : Activity.EnableStrongAuthentication, state == PerUserMfaState.Enforced ? "enforced" : null);
    });
}
