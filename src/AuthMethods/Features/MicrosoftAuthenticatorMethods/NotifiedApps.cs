using AuthMethods.Access;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.MicrosoftAuthenticatorMethods;

/// <summary>Which of a user's apps the policy lets approve a sign-in, and what they show of it.</summary>
internal sealed class NotifiedApps(AuthDb db, UserPolicies policies)
{
    /// <summary>The ids of the user's apps that may approve a sign-in, or sign in without a password.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(UserRow user, UserPolicy policy, bool isPasswordless)
    {
        var configuration = policy.Tenant.Of<MicrosoftAuthenticatorConfiguration>();
        if (!policy.IsIn(configuration.UsersOf(isPasswordless))) return [];
        var apps = await db.Set<MicrosoftAuthenticatorMethodRow>().AsNoTracking()
            .Where(a => a.UserId == user.Id && (!isPasswordless || a.Device != null)).OrderBy(a => a.CreatedDateTime).ThenBy(a => a.Id).ToListAsync();
        // Notifications in Outlook are on unless they are turned off, and never replace a password.
        var allowsCompanion = !isPasswordless && apps.Any(a => a.ClientAppName == ClientApp.OutlookMobile)
            && await IsOnAsync(configuration.FeatureSettings.CompanionAppAllowedState, user, policy, byDefault: true);
        return [.. apps.Where(a => allowsCompanion || a.ClientAppName != ClientApp.OutlookMobile).Select(a => a.Id)];
    }

    public async Task<UserPolicy> PolicyOfAsync(UserRow user) =>
        await policies.OfAsync(db, user.Id);

    /// <summary>Whether the phone shows the application, and the address that the request came from.</summary>
    public async Task<(bool Application, bool Address)> ShownAsync(UserRow user, UserPolicy policy)
    {
        var features = policy.Tenant.Of<MicrosoftAuthenticatorConfiguration>().FeatureSettings;
        return (await IsOnAsync(features.DisplayAppInformationRequiredState, user, policy, byDefault: false),
            await IsOnAsync(features.DisplayLocationInformationRequiredState, user, policy, byDefault: false));
    }

    private async Task<bool> IsOnAsync(FeatureSetting feature, UserRow user, UserPolicy policy, bool byDefault) =>
        (feature.State == FeatureState.Enabled || (feature.State == FeatureState.Default && byDefault))
        && await IsInAsync(feature.IncludeTarget, user, policy) && !await IsInAsync(feature.ExcludeTarget, user, policy);

    private async Task<bool> IsInAsync(FeatureTarget target, UserRow user, UserPolicy policy) =>
        policy.IsIn(target.Id) || (GuidKey.TryParse(target.Id, out var id) && target.TargetType switch
        {
            FeatureTargetType.Role => DirectoryRole.Find(id) is { } role && role.Flag != DirectoryRoles.Other && user.Roles.HasFlag(role.Flag),
            FeatureTargetType.AdministrativeUnit =>
                await db.AdministrativeUnitMembers.AnyAsync(m => m.AdministrativeUnitId == id && m.MemberId == user.Id),
            _ => false,
        });
}
