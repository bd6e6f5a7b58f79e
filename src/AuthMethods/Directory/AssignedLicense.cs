using AuthMethods.Storage;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>assignedLicense</c>.</summary>
public sealed record AssignedLicense(IReadOnlyList<Guid> DisabledPlans, Guid SkuId)
{
    internal static AssignedLicense From(UserLicense license) => new(license.DisabledPlans, license.SkuId);
}

/// <summary>Graph's <c>assignedPlan</c>: a service plan that one of the user's licenses includes.</summary>
public sealed record AssignedPlan(DateTimeOffset AssignedDateTime, string CapabilityStatus, string? Service, Guid ServicePlanId)
{
    internal static IEnumerable<AssignedPlan> From(UserLicense license) =>
        license.EnabledPlans.Select(plan => new AssignedPlan(license.AssignedDateTime, "Enabled", Sku.FindPlan(plan)?.Service, plan));
}

/// <summary>Graph's <c>licenseAssignmentState</c>. All licenses here are assigned directly, not through groups.</summary>
public sealed record LicenseAssignmentState(
    string? AssignedByGroup, IReadOnlyList<Guid> DisabledPlans, string Error, DateTimeOffset LastUpdatedDateTime, Guid SkuId, string State)
{
    internal static LicenseAssignmentState From(UserLicense license) =>
        new(null, license.DisabledPlans, "None", license.AssignedDateTime, license.SkuId, "Active");
}
