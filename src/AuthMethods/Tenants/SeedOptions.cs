namespace AuthMethods.Tenants;

/// <summary>The section <c>Seed</c>.</summary>
public sealed class SeedOptions
{
    /// <summary>An export that is imported at the start, as a tenant, unless a tenant has its domain or its id.</summary>
    public string? File { get; set; }
}
