using AuthMethods.Wire.Json;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>servicePlanInfo</c>.</summary>
[GraphType("servicePlanInfo")]
public sealed record ServicePlan(string AppliesTo, string ProvisioningStatus, Guid ServicePlanId, string ServicePlanName)
{
    internal static ServicePlan From(SkuPlan plan, bool isEnabled = true) => new("User", isEnabled ? "Success" : "Disabled", plan.Id, plan.Name);
}
