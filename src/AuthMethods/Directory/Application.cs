using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>application</c>: the registration of an application.</summary>
[GraphType("application", Set = "applications")]
[Example("""{"id":"00001111-0000-2222-bbbb-3333cccc4444","deletedDateTime":null,"addIns":[],"appId":"00001111-aaaa-2222-bbbb-3333cccc4444","applicationTemplateId":null,"certification":null,"createdDateTime":"2026-01-15T09:30:00Z","defaultRedirectUri":null,"description":null,"disabledByMicrosoftStatus":null,"displayName":"Provisioning","groupMembershipClaims":null,"identifierUris":[],"isDeviceOnlyAuthSupported":null,"isFallbackPublicClient":null,"notes":null,"publisherDomain":"contoso.com","samlMetadataUrl":null,"serviceManagementReference":null,"signInAudience":"AzureADMyOrg","tags":[],"tokenEncryptionKeyId":null,"api":{"acceptMappedClaims":null,"knownClientApplications":[],"oauth2PermissionScopes":[],"preAuthorizedApplications":[],"requestedAccessTokenVersion":2},"appRoles":[],"info":{"logoUrl":null,"marketingUrl":null,"privacyStatementUrl":null,"supportUrl":null,"termsOfServiceUrl":null},"keyCredentials":[],"optionalClaims":null,"parentalControlSettings":{"countriesBlockedForMinors":[],"legalAgeGroupRule":"Allow"},"passwordCredentials":[{"customKeyIdentifier":null,"displayName":"Sample","endDateTime":null,"hint":"pro","keyId":"5a1ec0de-0000-4000-8000-000000000001","secretText":null,"startDateTime":null}],"publicClient":{"redirectUris":[]},"requiredResourceAccess":[],"spa":{"redirectUris":[]},"verifiedPublisher":{"addedDateTime":null,"displayName":null,"verifiedPublisherId":null},"web":{"homePageUrl":null,"implicitGrantSettings":{"enableAccessTokenIssuance":false,"enableIdTokenIssuance":false},"logoutUrl":null,"redirectUris":[]}}""")]
public sealed class Application : DirectoryObject
{
    [Computed] public override required string Id { get; init; }
    [Computed] public override DateTimeOffset? DeletedDateTime { get; init; }
    public IReadOnlyList<AddIn> AddIns { get; init; } = [];

    /// <summary>The client id.</summary>
    [Computed] public required string AppId { get; init; }

    [Computed] public string? ApplicationTemplateId { get; init; }
    [Computed] public Certification? Certification { get; init; }
    [Computed] public DateTimeOffset? CreatedDateTime { get; init; }
    public string? DefaultRedirectUri { get; init; }
    public string? Description { get; init; }
    [Computed] public string? DisabledByMicrosoftStatus { get; init; }
    public string? DisplayName { get; init; }
    public string? GroupMembershipClaims { get; init; }
    public IReadOnlyList<string> IdentifierUris { get; init; } = [];
    public bool? IsDeviceOnlyAuthSupported { get; init; }

    /// <summary>Users may sign in to it without its secret.</summary>
    public bool? IsFallbackPublicClient { get; init; }

    public string? Notes { get; init; }
    [Computed] public string? PublisherDomain { get; init; }
    public string? SamlMetadataUrl { get; init; }
    public string? ServiceManagementReference { get; init; }
    public string? SignInAudience { get; init; } = "AzureADMyOrg";
    public IReadOnlyList<string> Tags { get; init; } = [];
    public Guid? TokenEncryptionKeyId { get; init; }
    public ApiApplication Api { get; init; } = new();
    public IReadOnlyList<AppRole> AppRoles { get; init; } = [];
    public InformationalUrl Info { get; init; } = new();
    [Computed] public IReadOnlyList<KeyCredential> KeyCredentials { get; init; } = [];
    public OptionalClaims? OptionalClaims { get; init; }
    public ParentalControlSettings ParentalControlSettings { get; init; } = new();
    [Computed] public IReadOnlyList<PasswordCredential> PasswordCredentials { get; init; } = [];
    public PublicClientApplication PublicClient { get; init; } = new();
    public IReadOnlyList<RequiredResourceAccess> RequiredResourceAccess { get; init; } = [];
    public SpaApplication Spa { get; init; } = new();
    [Computed] public VerifiedPublisher VerifiedPublisher { get; init; } = new();
    public WebSettings Web { get; init; } = new();

    internal static Application From(
        ApplicationRow row, string? domain = null, IReadOnlyList<KeyCredential>? keys = null, IReadOnlyList<PasswordCredential>? passwords = null) =>
        StoredSettings.Apply(new Application
        {
            Id = row.Id.ToString(),
            AppId = row.AppId.ToString(),
            CreatedDateTime = row.CreatedDateTime,
            DisplayName = row.DisplayName,
            PublisherDomain = domain,
            KeyCredentials = keys ?? [],
            PasswordCredentials = passwords ?? [],
        }, row.Settings);

    /// <summary>Stores the properties that can be set.</summary>
    internal void ApplyTo(ApplicationRow row)
    {
        row.DisplayName = DisplayName!;
        row.IdentifierUriKeys = TextKey.OfEach(IdentifierUris);
        row.TagKeys = TextKey.OfEach(Tags);
        row.Settings = StoredSettings.Write(this);
    }
}

/// <summary>Graph's <c>apiApplication</c>.</summary>
public sealed record ApiApplication
{
    public bool? AcceptMappedClaims { get; init; }
    public IReadOnlyList<Guid> KnownClientApplications { get; init; } = [];
    public IReadOnlyList<PermissionScope> Oauth2PermissionScopes { get; init; } = [];
    public IReadOnlyList<PreAuthorizedApplication> PreAuthorizedApplications { get; init; } = [];
    public int? RequestedAccessTokenVersion { get; init; }
}

/// <summary>Graph's <c>appRole</c>.</summary>
[GraphType("appRole", IsComplex = true)]
public sealed record AppRole
{
    public IReadOnlyList<string> AllowedMemberTypes { get; init; } = [];
    public string? Description { get; init; }
    public string? DisplayName { get; init; }
    public Guid Id { get; init; }
    public bool IsEnabled { get; init; }
    [Computed] public string? Origin { get; init; }
    public string? Value { get; init; }
}

/// <summary>Graph's <c>permissionScope</c>: a delegated permission that an application offers.</summary>
[GraphType("permissionScope", IsComplex = true)]
public sealed record PermissionScope
{
    public string? AdminConsentDescription { get; init; }
    public string? AdminConsentDisplayName { get; init; }
    public Guid Id { get; init; }
    public bool IsEnabled { get; init; }
    [Computed] public string? Origin { get; init; }
    public string? Type { get; init; }
    public string? UserConsentDescription { get; init; }
    public string? UserConsentDisplayName { get; init; }
    public string? Value { get; init; }
}

public sealed record PreAuthorizedApplication
{
    public string? AppId { get; init; }
    public IReadOnlyList<string> DelegatedPermissionIds { get; init; } = [];
}

public sealed record PublicClientApplication
{
    public IReadOnlyList<string> RedirectUris { get; init; } = [];
}

public sealed record SpaApplication
{
    public IReadOnlyList<string> RedirectUris { get; init; } = [];
}

/// <summary>Graph's <c>webApplication</c>.</summary>
[GraphType("webApplication")]
public sealed record WebSettings
{
    public string? HomePageUrl { get; init; }
    public ImplicitGrantSettings ImplicitGrantSettings { get; init; } = new();
    public string? LogoutUrl { get; init; }
    public IReadOnlyList<string> RedirectUris { get; init; } = [];
}

public sealed record ImplicitGrantSettings
{
    public bool? EnableAccessTokenIssuance { get; init; } = false;
    public bool? EnableIdTokenIssuance { get; init; } = false;
}

public sealed record InformationalUrl
{
    [Computed] public string? LogoUrl { get; init; }
    public string? MarketingUrl { get; init; }
    public string? PrivacyStatementUrl { get; init; }
    public string? SupportUrl { get; init; }
    public string? TermsOfServiceUrl { get; init; }
}

public sealed record RequiredResourceAccess
{
    public IReadOnlyList<ResourceAccess> ResourceAccess { get; init; } = [];
    public string? ResourceAppId { get; init; }
}

/// <summary>Graph's <c>resourceAccess</c>.</summary>
[GraphType("resourceAccess", IsComplex = true)]
public sealed record ResourceAccess
{
    public Guid Id { get; init; }
    public string? Type { get; init; }
}

public sealed record OptionalClaims
{
    public IReadOnlyList<OptionalClaim> AccessToken { get; init; } = [];
    public IReadOnlyList<OptionalClaim> IdToken { get; init; } = [];
    public IReadOnlyList<OptionalClaim> Saml2Token { get; init; } = [];
}

public sealed record OptionalClaim
{
    public IReadOnlyList<string> AdditionalProperties { get; init; } = [];
    public bool Essential { get; init; }
    public string? Name { get; init; }
    public string? Source { get; init; }
}

public sealed record ParentalControlSettings
{
    public IReadOnlyList<string> CountriesBlockedForMinors { get; init; } = [];
    public string? LegalAgeGroupRule { get; init; } = "Allow";
}

/// <summary>Graph's <c>addIn</c>.</summary>
[GraphType("addIn", IsComplex = true)]
public sealed record AddIn
{
    public Guid? Id { get; init; }
    public IReadOnlyList<KeyValue> Properties { get; init; } = [];
    public string? Type { get; init; }
}

// Types of properties that Microsoft sets in Graph, and that have no value here.
public sealed record Certification
{
    public string? CertificationDetailsUrl { get; init; }
    public bool? IsCertifiedByMicrosoft { get; init; }
    public bool? IsPublisherAttested { get; init; }
}

public sealed record VerifiedPublisher
{
    public DateTimeOffset? AddedDateTime { get; init; }
    public string? DisplayName { get; init; }
    public string? VerifiedPublisherId { get; init; }
}
