using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using static AuthMethods.Wire.Query.Operators;

namespace AuthMethods.Features.DirectoryAudits;

/// <summary>The fields by which the audit log can be filtered and sorted. The actor is an application only if there is no user.</summary>
internal static class DirectoryAuditFields
{
    public static readonly Fields<AuditRow> All = new Fields<AuditRow>("DirectoryAudit", typeof(DirectoryAudit), a => a.Id)
    {
        IsDirectory = false,
        IsReport = true,
        PageSize = 1_000,
        MaxPageSize = 1_000,
        DefaultOrder = ("activityDateTime", true),
    }
        .Instant("activityDateTime", a => a.ActivityDateTime, Eq | Ge | Le, sort: Allowed.ByDefault)
        .Code("activityDisplayName", a => a.ActivityDisplayName, Eq | StartsWith)
        .Code("category", a => a.Category, Eq)
        .Code("correlationId", a => a.CorrelationId, Eq)
        .Id("id", a => a.Id, Eq)
        .Code("loggedByService", a => a.LoggedByService, Eq)
        .Code("initiatedBy/app/displayName", a => a.ActorUserId == null ? a.ActorDisplayName : null, Eq)
        .Id("initiatedBy/app/appId", a => a.ActorUserId == null ? a.ActorAppId : null, Eq)
        .Code("initiatedBy/user/displayName", a => a.ActorUserId == null ? null : a.ActorDisplayName, Eq)
        .Id("initiatedBy/user/id", a => a.ActorUserId, Eq)
        .Code("initiatedBy/user/userPrincipalName", a => a.ActorUserPrincipalName, Eq | StartsWith)
        .Code("targetResources/displayName", a => a.TargetType == "User" ? null : a.TargetName, Eq | StartsWith)
        .Id("targetResources/id", a => a.TargetId, Eq);
}
