using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace AuthMethods.Storage;

/// <summary>Which of Graph's properties a column of <see cref="UserRow"/> or <see cref="GroupRow"/> is shown as, for delta queries.</summary>
internal static class ShownProperties
{
    /// <summary>Properties of the profile that Graph doesn't store with the user, and whose changes delta queries don't show.</summary>
    public static readonly IReadOnlyList<string> StoredElsewhere =
    [
        "aboutMe", "birthday", "hireDate", "interests", "mySite", "pastProjects", "preferredName", "responsibilities", "schools", "skills",
    ];

    /// <summary>The columns that are not shown as a property of the same name; an empty list for those that are not shown.</summary>
    private static readonly Dictionary<string, string[]> Others = new()
    {
        [nameof(UserRow.DeletedDateTime)] = [],
        [nameof(UserRow.ForceChangePasswordNextSignIn)] = ["passwordProfile"],
        [nameof(UserRow.ForceChangePasswordNextSignInWithMfa)] = ["passwordProfile"],
        [nameof(UserRow.IsSystemPreferred)] = [],
        [nameof(UserRow.LastNonInteractiveSignInDateTime)] = [],
        [nameof(UserRow.LastNonInteractiveSignInId)] = [],
        [nameof(UserRow.LastSignInDateTime)] = [],
        [nameof(UserRow.LastSignInId)] = [],
        [nameof(UserRow.LastSuccessfulSignInDateTime)] = [],
        [nameof(UserRow.LastSuccessfulSignInId)] = [],
        [nameof(UserRow.LicensedPlans)] = ["assignedPlans"],
        [nameof(UserRow.LicensedSkus)] = ["assignedLicenses"],
        [nameof(UserRow.Licenses)] = ["assignedLicenses", "assignedPlans"],
        [nameof(UserRow.ManagerId)] = [],
        [nameof(UserRow.MfaReregistrationRequiredDateTime)] = [],
        [nameof(UserRow.MfaSessionsEnded)] = [],
        [nameof(UserRow.MfaSessionsValidFromDateTime)] = [],
        [nameof(UserRow.PreferredSecondFactor)] = [],
        [nameof(UserRow.Roles)] = [],
        [nameof(UserRow.ScopedRoles)] = [],
        [nameof(UserRow.SessionsEnded)] = [],
        [nameof(UserRow.SignInSessionsValidFromDateTime)] = ["signInSessionsValidFromDateTime", "refreshTokensValidFromDateTime"],
        [nameof(UserRow.UserPrincipalName)] = ["userPrincipalName", "identities"],
        [nameof(UserRow.Version)] = [],
        [nameof(GroupRow.IsNestingDisabled)] = ["disableNesting"],
        [nameof(GroupRow.IsUnified)] = ["groupTypes", "mailEnabled", "mail", "securityEnabled"],
        [nameof(GroupRow.IsUnifiedForSecurity)] = ["securityEnabled"],
        [nameof(GroupRow.MailNickname)] = ["mailNickname", "mail"],
    };

    /// <summary>The properties that a column is shown as.</summary>
    public static IReadOnlyList<string> Of(string column) =>
        Others.TryGetValue(column, out var names) ? names
        // Search keys change together with their property.
        : column.EndsWith("Key", StringComparison.Ordinal) || column.EndsWith("Keys", StringComparison.Ordinal) ? []
        : [JsonNamingPolicy.CamelCase.ConvertName(column)];

    /// <summary>The properties that a pending update changes.</summary>
    public static SortedSet<string> ChangedIn(EntityEntry entry)
    {
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var column in entry.Properties)
        {
            if (!column.IsModified || Equals(column.OriginalValue, column.CurrentValue)) continue;
            changed.UnionWith(column.Metadata.Name == nameof(UserRow.Profile)
                ? ChangedIn((string)column.OriginalValue!, (string)column.CurrentValue!)
                : Of(column.Metadata.Name));
        }

        return changed;
    }

    private static IEnumerable<string> ChangedIn(string profileBefore, string profile)
    {
        var (before, after) = (JsonNode.Parse(profileBefore)!.AsObject(), JsonNode.Parse(profile)!.AsObject());
        return before.Concat(after).Select(p => p.Key).Distinct()
            .Where(name => !StoredElsewhere.Contains(name) && !JsonNode.DeepEquals(before[name], after[name]));
    }
}
