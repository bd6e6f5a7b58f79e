namespace AuthMethods.Directory;

/// <summary>Graph's <c>servicePlanInfo</c>.</summary>
public sealed record ServicePlan(string AppliesTo, string ProvisioningStatus, string ServicePlanId, string ServicePlanName)
{
    internal static ServicePlan From(SkuPlan plan, bool isEnabled = true) => new("User", isEnabled ? "Success" : "Disabled", plan.Id.ToString(), plan.Name);
}
