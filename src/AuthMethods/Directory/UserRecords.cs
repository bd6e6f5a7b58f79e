using AuthMethods.Storage;

namespace AuthMethods.Directory;

/// <summary>A change of one of a user's methods.</summary>
internal enum MethodChange
{
    Registered,
    Updated,
    Deleted,
}

/// <summary>Audit records about the user in a call's route.</summary>
internal static class UserRecords
{
    /// <summary>Records a change of a method by an administrator or the user, in Entra's words: <c>Admin registered phone method for user</c>.</summary>
    /// <param name="verb">A more specific verb than that of the change.</param>
    /// <param name="registered">What a registration counts as in the reports; null if they don't count it.</param>
    public static void Record(
        this Change change, TargetUser user, MethodChange what, string method, string? verb = null, UsageAuthMethod? registered = null)
    {
        var (byAdmin, byUser, usual) = what switch
        {
            MethodChange.Registered => (AuditActivity.AdminRegisteredSecurityInfo, AuditActivity.UserRegisteredSecurityInfo, "registered"),
            MethodChange.Updated => (AuditActivity.AdminUpdatedSecurityInfo, AuditActivity.UserUpdatedSecurityInfo, "updated"),
            MethodChange.Deleted => (AuditActivity.AdminDeletedSecurityInfo, AuditActivity.UserDeletedSecurityInfo, "deleted"),
        };
        var did = verb ?? usual;
        change.Record(
            user.IsSelf ? byUser : byAdmin, user.Id, user.Account.UserPrincipalName,
            user.IsSelf ? $"User {did} {method} method" : $"Admin {did} {method} method for user", registered: registered);
    }

    /// <summary>Records any other change of the user.</summary>
    public static void Record(
        this Change change, TargetUser user, AuditActivity activity, string? reason = null, UsageAuthMethod? registered = null) =>
        change.Record(activity, user.Id, user.Account.UserPrincipalName, reason, registered: registered);
}
