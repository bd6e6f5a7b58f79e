using AuthMethods.Storage;

namespace AuthMethods.Directory;

/// <summary>What is done to one of a user's methods.</summary>
internal enum MethodChange
{
    Registered,
    Updated,
    Deleted,
}

/// <summary>Audit records about the user whom a call names.</summary>
internal static class UserRecords
{
    /// <summary>Records what an administrator, or the user, does to a method, as the log words it: <c>Admin registered phone method for user</c>.</summary>
    /// <param name="verb">A more exact word for what is done.</param>
    public static void Record(this Change change, TargetUser user, MethodChange what, string method, string? verb = null)
    {
        var (byAdmin, byUser, usual) = what switch
        {
            MethodChange.Registered => (AuditActivity.AdminRegisteredSecurityInfo, AuditActivity.UserRegisteredSecurityInfo, "registered"),
            MethodChange.Updated => (AuditActivity.AdminUpdatedSecurityInfo, AuditActivity.UserUpdatedSecurityInfo, "updated"),
            MethodChange.Deleted => (AuditActivity.AdminDeletedSecurityInfo, AuditActivity.UserDeletedSecurityInfo, "deleted"),
        };
        var did = verb ?? usual;
        change.Record(
            user, user.IsSelf ? byUser : byAdmin, user.IsSelf ? $"User {did} {method} method" : $"Admin {did} {method} method for user");
    }

    /// <summary>Records anything else that is done to the user.</summary>
    public static void Record(this Change change, TargetUser user, AuditActivity activity, string? reason = null) =>
        change.Record(activity, user.Id, user.Account.UserPrincipalName, reason);
}
