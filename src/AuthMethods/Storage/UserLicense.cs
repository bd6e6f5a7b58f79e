namespace AuthMethods.Storage;

/// <summary>A license of a user, as <see cref="UserRow.Licenses"/> stores it.</summary>
/// <param name="EnabledPlans">The product's service plans that the license includes.</param>
/// <param name="DisabledPlans">The product's service plans that are turned off for the user.</param>
internal sealed record UserLicense(Guid SkuId, DateTimeOffset AssignedDateTime, Guid[] EnabledPlans, Guid[] DisabledPlans);
