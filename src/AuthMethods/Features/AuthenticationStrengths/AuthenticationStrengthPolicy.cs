using System.Text.Json;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.AuthenticationStrengths;

/// <summary>Graph's <c>authenticationStrengthPolicy</c>: the combinations of methods that satisfy it.</summary>
[GraphType("authenticationStrengthPolicy")]
[Example("""{"id":"00000000-0000-0000-0000-000000000004","createdDateTime":"2021-12-01T00:00:00Z","modifiedDateTime":"2021-12-01T00:00:00Z","displayName":"Phishing-resistant MFA","description":"Phishing-resistant, Passwordless methods for the strongest authentication, such as a FIDO2 security key","policyType":"builtIn","requirementsSatisfied":"mfa","allowedCombinations":["windowsHelloForBusiness","fido2","x509CertificateMultiFactor"],"combinationConfigurations@odata.context":"http://localhost:5080/v1.0/$metadata#policies/authenticationStrengthPolicies('00000000-0000-0000-0000-000000000004')/combinationConfigurations","combinationConfigurations":[]}""")]
public sealed class AuthenticationStrengthPolicy : IHasContained
{
    private static readonly DateTimeOffset Introduced = new(2021, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [Computed]
    public string Id { get; set; } = "";

    [Computed]
    public DateTimeOffset CreatedDateTime { get; set; } = Introduced;

    [Computed]
    public DateTimeOffset ModifiedDateTime { get; set; } = Introduced;

    [Alias("policyName")]
    public string DisplayName { get; set; } = "";

    public string? Description { get; set; }

    [Computed]
    public StrengthType PolicyType { get; set; }

    /// <summary>What every allowed combination satisfies.</summary>
    [Computed]
    public StrengthRequirements RequirementsSatisfied =>
        AllowedCombinations.All(Combinations.IsMultiFactor) ? StrengthRequirements.Mfa : StrengthRequirements.None;

    public IReadOnlyList<AuthenticationMethodModes> AllowedCombinations { get; set; } = [];

    [Computed, Contained]
    public IReadOnlyList<CombinationConfiguration> CombinationConfigurations { get; set; } = [];

    string IHasContained.Path => $"policies/authenticationStrengthPolicies('{Id}')";

    /// <summary>Every tenant has these; they cannot be changed.</summary>
    internal static IEnumerable<AuthenticationStrengthPolicy> BuiltIn =>
    [
        new()
        {
            Id = "00000000-0000-0000-0000-000000000002",
            DisplayName = "Multifactor authentication",
            Description = "Combinations of methods that satisfy strong authentication, such as a password + SMS",
            AllowedCombinations = Combinations.MultiFactor,
        },
        new()
        {
            Id = "00000000-0000-0000-0000-000000000003",
            DisplayName = "Passwordless MFA",
            Description = "Passwordless methods that satisfy strong authentication, such as Passwordless sign-in with the Microsoft Authenticator",
            AllowedCombinations = [.. Combinations.MultiFactor.Take(4)],
        },
        new()
        {
            Id = "00000000-0000-0000-0000-000000000004",
            DisplayName = "Phishing-resistant MFA",
            Description = "Phishing-resistant, Passwordless methods for the strongest authentication, such as a FIDO2 security key",
            AllowedCombinations = [.. Combinations.MultiFactor.Take(3)],
        },
    ];

    internal static AuthenticationStrengthPolicy From(AuthenticationStrengthRow row) => new()
    {
        Id = row.Id.ToString(),
        CreatedDateTime = row.CreatedDateTime,
        ModifiedDateTime = row.ModifiedDateTime,
        DisplayName = row.DisplayName,
        Description = row.Description,
        PolicyType = StrengthType.Custom,
        AllowedCombinations = JsonSerializer.Deserialize(row.AllowedCombinations, GraphJson.TypeOf<IReadOnlyList<AuthenticationMethodModes>>())!,
        CombinationConfigurations = CombinationConfiguration.Read(row.CombinationConfigurations),
    };

    /// <summary>Whether a sign-in has done all that one of the combinations asks for.</summary>
    /// <param name="modes">The modes that were used, by their names.</param>
    /// <param name="model">The model of the passkey that was used; null for none.</param>
    internal bool IsSatisfiedBy(IEnumerable<string> modes, Guid? model) => Combinations.AreSatisfied(AllowedCombinations.Where(c => Takes(c, model)), modes);

    private bool Takes(AuthenticationMethodModes combination, Guid? model) => CombinationConfigurations.OfType<Fido2CombinationConfiguration>()
        .Where(c => c.AppliesToCombinations.Contains(combination))
        .All(c => model is { } used && c.AllowedAAGUIDs.Contains(used));

    internal static string Write(IReadOnlyList<AuthenticationMethodModes> combinations) =>
        JsonSerializer.Serialize(combinations, GraphJson.TypeOf<IReadOnlyList<AuthenticationMethodModes>>());
}

/// <summary>Graph's <c>authenticationStrengthPolicyType</c>.</summary>
[GraphName("authenticationStrengthPolicyType"), UnknownFutureValue(2)]
public enum StrengthType
{
    BuiltIn,
    Custom,
}

/// <summary>Graph's <c>authenticationStrengthRequirements</c>.</summary>
[GraphName("authenticationStrengthRequirements"), Flags, UnknownFutureValue(2)]
public enum StrengthRequirements
{
    None = 0,
    Mfa = 1,
}

/// <summary>Graph's <c>updateAllowedCombinationsResult</c>.</summary>
[GraphType("updateAllowedCombinationsResult")]
[Example("""{"previousCombinations":["fido2","password,voice"],"currentCombinations":["password,voice"],"conditionalAccessReferences":[],"additionalInformation":""}""")]
public sealed record UpdateAllowedCombinationsResult(
    IReadOnlyList<AuthenticationMethodModes> PreviousCombinations, IReadOnlyList<AuthenticationMethodModes> CurrentCombinations)
{
    /// <summary>The Conditional Access policies that use the strength. Always empty: this service has no Conditional Access.</summary>
    public IReadOnlyList<string> ConditionalAccessReferences { get; } = [];

    public string AdditionalInformation { get; } = "";
}

/// <summary>Graph's <c>authenticationStrengthUsage</c>: the Conditional Access policies that use a strength. Always empty here.</summary>
[GraphType("authenticationStrengthUsage")]
[Example("""{"mfa":[],"none":[]}""")]
public sealed class AuthenticationStrengthUsage
{
    public IReadOnlyList<ConditionalAccessPolicy> Mfa { get; } = [];

    public IReadOnlyList<ConditionalAccessPolicy> None { get; } = [];
}

/// <summary>Graph's <c>conditionalAccessPolicy</c>, which only occurs in usages.</summary>
[GraphType("conditionalAccessPolicy", Base = typeof(PolicyDeletableItem))]
[Example("""{"id":"8b8d1a4c-7c5c-4d0f-9d5e-2f1c5a0b7f11","displayName":"Require phishing-resistant MFA"}""")]
public sealed record ConditionalAccessPolicy(string Id, string? DisplayName);

/// <summary>Graph's <c>policyDeletableItem</c>.</summary>
[GraphType("policyDeletableItem", IsRoot = true)]
public abstract record PolicyDeletableItem(DateTimeOffset? DeletedDateTime);
