using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>servicePrincipal</c>: an application as a principal of the tenant.</summary>
[GraphType("servicePrincipal", Set = "servicePrincipals")]
[Example("""{"id":"00001111-aaaa-2222-bbbb-3333cccc4444","deletedDateTime":null,"accountEnabled":true,"addIns":[],"alternativeNames":[],"appDescription":null,"appDisplayName":"Provisioning","appId":"00001111-aaaa-2222-bbbb-3333cccc4444","applicationTemplateId":null,"appOwnerOrganizationId":"aaaabbbb-0000-cccc-1111-dddd2222eeee","appRoleAssignmentRequired":false,"description":null,"disabledByMicrosoftStatus":null,"displayName":"Provisioning","homepage":null,"loginUrl":null,"logoutUrl":null,"notes":null,"notificationEmailAddresses":[],"preferredSingleSignOnMode":null,"preferredTokenSigningKeyThumbprint":null,"replyUrls":[],"servicePrincipalNames":["00001111-aaaa-2222-bbbb-3333cccc4444"],"servicePrincipalType":"Application","signInAudience":"AzureADMyOrg","tags":[],"tokenEncryptionKeyId":null,"appRoles":[],"info":{"logoUrl":null,"marketingUrl":null,"privacyStatementUrl":null,"supportUrl":null,"termsOfServiceUrl":null},"keyCredentials":[],"oauth2PermissionScopes":[],"passwordCredentials":[],"verifiedPublisher":{"addedDateTime":null,"displayName":null,"verifiedPublisherId":null}}""")]
public sealed class ServicePrincipal : DirectoryObject
{
    [Computed] public override required string Id { get; init; }
    [Computed] public override DateTimeOffset? DeletedDateTime { get; init; }

    /// <summary>Whether the application can get tokens.</summary>
    public bool? AccountEnabled { get; init; }

    public IReadOnlyList<AddIn> AddIns { get; init; } = [];
    public IReadOnlyList<string> AlternativeNames { get; init; } = [];
    [Computed] public string? AppDescription { get; init; }
    [Computed] public string? AppDisplayName { get; init; }
    [Computed] public required string AppId { get; init; }
    [Computed] public string? ApplicationTemplateId { get; init; }
    [Computed] public Guid? AppOwnerOrganizationId { get; init; }
    public bool AppRoleAssignmentRequired { get; init; }
    public string? Description { get; init; }
    [Computed] public string? DisabledByMicrosoftStatus { get; init; }
    public string? DisplayName { get; init; }
    [Computed] public string? Homepage { get; init; }
    public string? LoginUrl { get; init; }
    [Computed] public string? LogoutUrl { get; init; }
    public string? Notes { get; init; }
    public IReadOnlyList<string> NotificationEmailAddresses { get; init; } = [];
    public string? PreferredSingleSignOnMode { get; init; }
    [Computed] public string? PreferredTokenSigningKeyThumbprint { get; init; }
    [Computed] public IReadOnlyList<string> ReplyUrls { get; init; } = [];
    [Computed] public IReadOnlyList<string> ServicePrincipalNames { get; init; } = [];
    [Computed] public required string ServicePrincipalType { get; init; }
    [Computed] public string? SignInAudience { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public Guid? TokenEncryptionKeyId { get; init; }

    /// <summary>The roles that the application offers. Those of Microsoft Graph are its application permissions.</summary>
    [Computed] public IReadOnlyList<AppRole> AppRoles { get; init; } = [];

    [Computed] public InformationalUrl Info { get; init; } = new();
    [Computed] public IReadOnlyList<KeyCredential> KeyCredentials { get; init; } = [];

    /// <summary>The delegated permissions that the application offers.</summary>
    [Computed] public IReadOnlyList<PermissionScope> Oauth2PermissionScopes { get; init; } = [];

    [Computed] public IReadOnlyList<PasswordCredential> PasswordCredentials { get; init; } = [];
    [Computed] public VerifiedPublisher VerifiedPublisher { get; init; } = new();

    /// <param name="row">The row.</param>
    /// <param name="registration">The application's registration in this tenant, if it has one.</param>
    /// <param name="credentials">The credentials of the service principal itself.</param>
    internal static ServicePrincipal From(
        ServicePrincipalRow row, ApplicationRow? registration = null, IEnumerable<ApplicationCredentialRow>? credentials = null, bool showsKeys = false)
    {
        var isGraph = row.AppId == ServicePrincipalRow.GraphAppId;
        var application = registration is null ? null : Application.From(registration);
        return StoredSettings.Apply(new ServicePrincipal
        {
            Id = row.Id.ToString(),
            AccountEnabled = row.AccountEnabled,
            AppDescription = application?.Description,
            AppDisplayName = application?.DisplayName ?? row.DisplayName,
            AppId = row.AppId.ToString(),
            AppOwnerOrganizationId = row.AppOwnerOrganizationId,
            AppRoles = isGraph ? PublishedApi.AppRoles : application?.AppRoles ?? [],
            DisplayName = row.DisplayName,
            Homepage = application?.Web.HomePageUrl,
            Info = application?.Info ?? new(),
            KeyCredentials = KeyCredential.Of(credentials ?? [], showsKeys),
            LogoutUrl = application?.Web.LogoutUrl,
            Oauth2PermissionScopes = isGraph ? PublishedApi.Scopes : application?.Api.Oauth2PermissionScopes ?? [],
            PasswordCredentials = PasswordCredential.Of(credentials ?? []),
            ReplyUrls = application is null ? [] : [.. application.Web.RedirectUris, .. application.Spa.RedirectUris, .. application.PublicClient.RedirectUris],
            ServicePrincipalNames = isGraph ? PublishedApi.Names : [row.AppId.ToString(), .. application?.IdentifierUris ?? []],
            ServicePrincipalType = "Application",
            SignInAudience = application is null ? "AzureADMultipleOrgs" : application.SignInAudience,
        }, row.Settings);
    }

    /// <summary>Stores the properties that can be set.</summary>
    internal void ApplyTo(ServicePrincipalRow row)
    {
        (row.AccountEnabled, row.DisplayName, row.TagKeys) = (AccountEnabled ?? true, DisplayName!, TextKey.OfEach(Tags));
        row.Settings = StoredSettings.Write(this);
    }
}
