using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.Authentication;

internal sealed class AuthenticationStore(AuthDb db, UserPolicies policies, RegisteredMethods registered, Changes changes)
{
    /// <summary>Null when the user has just been deleted.</summary>
    public async Task<AuthenticationSettings?> ReadAsync(TargetUser user)
    {
        var row = await db.Users.Where(u => u.Id == user.Id)
            .Select(u => new { u.PreferredSecondFactor, u.IsSystemPreferred, u.PerUserMfaState }).SingleOrDefaultAsync();
        if (row is null) return null;
        var methods = await db.AuthenticationMethods.AsNoTracking().Where(m => m.UserId == user.Id).ToListAsync();
        var view = await policies.ViewAsync(db, user);
        var standard = DefaultMethod.Of(row.PreferredSecondFactor, methods, view);
        var isSystemPreferred = row.IsSystemPreferred ?? view.Policy.PrefersSystemCredential;
        var preferences = new SignInPreferences(isSystemPreferred, standard)
        {
            SystemPreferredAuthenticationMethod = isSystemPreferred ? registered.Preferred(methods, view.Policy) : null,
        };
        return new(preferences, new(row.PerUserMfaState));
    }

    /// <summary>Sets the values that are not null. Refused when the user has no method for the preferred factor.</summary>
    public Task<Outcome> SetPreferencesAsync(TargetUser user, SecondFactor? preferred, bool? isSystemPreferred) => changes.TryAsync(async change =>
    {
        if (preferred is { } factor)
        {
            var methods = await change.AuthenticationMethods.AsNoTracking().Where(m => m.UserId == user.Id).ToListAsync();
            if (!methods.Any(m => registered.Serves(m, factor))) return GraphErrors.NoSuchSecondFactor();
        }

        if (await change.Users.SingleOrDefaultAsync(u => u.Id == user.Id) is not { } row) return GraphErrors.MethodNotFound();
        row.PreferredSecondFactor = preferred ?? row.PreferredSecondFactor;
        row.IsSystemPreferred = isSystemPreferred ?? row.IsSystemPreferred;
        row.Version = Guid.NewGuid();
        change.Record(user, user.IsSelf ? AuditActivity.UserChangedDefault : AuditActivity.SignInPreferencesPatched);
        return Outcome.Done;
    });

    public Task<Outcome> SetPerUserMfaAsync(TargetUser user, PerUserMfaState state) => changes.TryAsync(async change =>
    {
        if (await change.Users.SingleOrDefaultAsync(u => u.Id == user.Id) is not { } row) return GraphErrors.MethodNotFound();
        row.PerUserMfaState = state;
        row.Version = Guid.NewGuid();
        change.Record(
            user, state == PerUserMfaState.Disabled ? AuditActivity.DisableStrongAuthentication : AuditActivity.EnableStrongAuthentication,
            state == PerUserMfaState.Enforced ? "enforced" : null);
        return Outcome.Done;
    });
}

/// <summary>The beta settings in a user's container.</summary>
internal sealed record AuthenticationSettings(SignInPreferences Preferences, StrongAuthenticationRequirements Requirements);
