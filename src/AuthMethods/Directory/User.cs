using System.Text.Json;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>user</c>. Properties that this service doesn't store are declared so that they can be selected; they are null.</summary>
[GraphType("user", Set = "users")]
[Example("""{"businessPhones":[],"displayName":"Kim Akers","givenName":"Kim","jobTitle":null,"mail":null,"mobilePhone":null,"officeLocation":null,"preferredLanguage":null,"surname":"Akers","userPrincipalName":"kim@contoso.com","id":"00000000-0000-4000-8000-000000000022"}""")]
public sealed class User : DirectoryObject
{
    private UserProfile _profile = new();
    private IReadOnlyList<UserLicense> _licenses = [];

    [Default] public required IReadOnlyList<string> BusinessPhones { get; init; }
    [Default] public string? DisplayName { get; init; }
    [Default] public string? GivenName { get; init; }
    [Default] public string? JobTitle { get; init; }
    [Default] public string? Mail { get; init; }
    [Default] public string? MobilePhone { get; init; }
    [Default] public string? OfficeLocation { get; init; }
    [Default] public string? PreferredLanguage { get; init; }
    [Default] public string? Surname { get; init; }
    [Default] public required string UserPrincipalName { get; init; }
    [Default] public override required string Id { get; init; }

    public string? AboutMe => _profile.AboutMe;
    public bool AccountEnabled { get; init; }
    public string? AgeGroup { get; init; }
    public IReadOnlyList<AssignedLicense> AssignedLicenses => [.. _licenses.Select(AssignedLicense.From)];
    public IReadOnlyList<AssignedPlan> AssignedPlans => [.. _licenses.SelectMany(AssignedPlan.From)];
    public AuthorizationInfo? AuthorizationInfo { get; }
    public DateTimeOffset? Birthday => _profile.Birthday;
    public string? City { get; init; }
    public string? CompanyName { get; init; }
    public string? ConsentProvidedForMinor { get; init; }
    public string? Country { get; init; }
    public DateTimeOffset CreatedDateTime { get; init; }
    public string? CreationType { get; init; }
    public CustomSecurityAttributeValue? CustomSecurityAttributes { get; }
    public override DateTimeOffset? DeletedDateTime { get; init; }
    public string? Department { get; init; }
    public int? DeviceEnrollmentLimit { get; }
    public DateTimeOffset? EmployeeHireDate => _profile.EmployeeHireDate;
    public string? EmployeeId { get; init; }
    public DateTimeOffset? EmployeeLeaveDateTime { get; }
    public EmployeeOrgData? EmployeeOrgData => _profile.EmployeeOrgData;
    public string? EmployeeType { get; init; }
    public string? ExternalUserState { get; init; }
    public DateTimeOffset? ExternalUserStateChangeDateTime { get; init; }
    public string? FaxNumber { get; init; }
    public DateTimeOffset? HireDate => _profile.HireDate;
    public required IReadOnlyList<ObjectIdentity> Identities { get; init; }
    public string? IdentityParentId { get; }
    public required IReadOnlyList<string> ImAddresses { get; init; }
    public IReadOnlyList<string> Interests => _profile.Interests;
    public bool? IsManagementRestricted { get; }
    public bool? IsResourceAccount { get; }
    public DateTimeOffset? LastPasswordChangeDateTime { get; init; }
    public string? LegalAgeGroupClassification { get; }
    public IReadOnlyList<LicenseAssignmentState> LicenseAssignmentStates => [.. _licenses.Select(LicenseAssignmentState.From)];
    public MailboxSettings? MailboxSettings { get; }
    public string? MailNickname { get; init; }
    public string? MySite => _profile.MySite;
    public string? OnPremisesDistinguishedName { get; }
    public string? OnPremisesDomainName { get; init; }
    public OnPremisesExtensionAttributes? OnPremisesExtensionAttributes => _profile.OnPremisesExtensionAttributes;
    public string? OnPremisesImmutableId { get; init; }
    public DateTimeOffset? OnPremisesLastSyncDateTime { get; }
    public IReadOnlyList<OnPremisesProvisioningError> OnPremisesProvisioningErrors { get; } = [];
    public string? OnPremisesSamAccountName { get; init; }
    public string? OnPremisesSecurityIdentifier { get; }
    public bool? OnPremisesSyncEnabled { get; init; }
    public string? OnPremisesUserPrincipalName { get; init; }
    public required IReadOnlyList<string> OtherMails { get; init; }
    public string? PasswordPolicies { get; init; }
    public required PasswordProfile PasswordProfile { get; init; }
    public IReadOnlyList<string> PastProjects => _profile.PastProjects;
    public string? PostalCode { get; init; }
    public string? PreferredDataLocation { get; init; }
    public string? PreferredName => _profile.PreferredName;
    public UserPrint? Print { get; }
    public IReadOnlyList<ProvisionedPlan> ProvisionedPlans { get; } = [];
    public required IReadOnlyList<string> ProxyAddresses { get; init; }
    [BetaOnly] public DateTimeOffset RefreshTokensValidFromDateTime { get; init; }
    public IReadOnlyList<string> Responsibilities => _profile.Responsibilities;
    public IReadOnlyList<string> Schools => _profile.Schools;
    public string? SecurityIdentifier { get; }
    public IReadOnlyList<ServiceProvisioningError> ServiceProvisioningErrors { get; } = [];
    public bool? ShowInAddressList { get; init; }
    /// <summary>Null unless <see cref="WithSignInActivity"/> added it, which needs a permission of its own.</summary>
    [OmittedIfNull] public SignInActivity? SignInActivity { get; private set; }
    public DateTimeOffset SignInSessionsValidFromDateTime { get; init; }
    public IReadOnlyList<string> Skills => _profile.Skills;
    public string? State { get; init; }
    public string? StreetAddress { get; init; }
    public string? UsageLocation { get; init; }
    public required string UserType { get; init; }

    /// <summary>Not in Graph's metadata, but a widely used tool selects it, on v1.0 too.</summary>
    [Navigation] public IReadOnlyList<AppRoleAssignment>? AppRoleAssignments { get; init; }
    [Undeclared] public PerUserMfaState PerUserMfaState { get; init; }

    internal static User From(UserRow row, string defaultDomain) => new()
    {
        _profile = UserProfile.From(row),
        _licenses = row.ReadLicenses(),
        Id = row.Id.ToString(),
        AccountEnabled = row.AccountEnabled,
        AgeGroup = row.AgeGroup,
        BusinessPhones = List(row.BusinessPhones),
        City = row.City,
        CompanyName = row.CompanyName,
        ConsentProvidedForMinor = row.ConsentProvidedForMinor,
        Country = row.Country,
        CreatedDateTime = row.CreatedDateTime.TruncateToSecond(),
        CreationType = row.CreationType,
        DeletedDateTime = row.DeletedDateTime?.TruncateToSecond(),
        Department = row.Department,
        DisplayName = row.DisplayName,
        EmployeeId = row.EmployeeId,
        EmployeeType = row.EmployeeType,
        ExternalUserState = row.ExternalUserState,
        ExternalUserStateChangeDateTime = row.ExternalUserStateChangeDateTime?.TruncateToSecond(),
        FaxNumber = row.FaxNumber,
        GivenName = row.GivenName,
        Identities = [.. IdentitiesOf(row), new("userPrincipalName", defaultDomain, row.UserPrincipalName)],
        ImAddresses = List(row.ImAddresses),
        JobTitle = row.JobTitle,
        LastPasswordChangeDateTime = row.LastPasswordChangeDateTime?.TruncateToSecond(),
        Mail = row.Mail,
        MailNickname = row.MailNickname,
        MobilePhone = row.MobilePhone,
        OfficeLocation = row.OfficeLocation,
        OnPremisesDomainName = row.OnPremisesDomainName,
        OnPremisesImmutableId = row.OnPremisesImmutableId,
        OnPremisesSamAccountName = row.OnPremisesSamAccountName,
        OnPremisesSyncEnabled = row.OnPremisesSyncEnabled,
        OnPremisesUserPrincipalName = row.OnPremisesUserPrincipalName,
        OtherMails = List(row.OtherMails),
        PasswordPolicies = row.PasswordPolicies,
        PasswordProfile = new(row.ForceChangePasswordNextSignIn, row.ForceChangePasswordNextSignInWithMfa),
        PerUserMfaState = row.PerUserMfaState,
        PostalCode = row.PostalCode,
        PreferredDataLocation = row.PreferredDataLocation,
        PreferredLanguage = row.PreferredLanguage,
        ProxyAddresses = List(row.ProxyAddresses),
        RefreshTokensValidFromDateTime = row.SignInSessionsValidFromDateTime,
        ShowInAddressList = row.ShowInAddressList,
        SignInSessionsValidFromDateTime = row.SignInSessionsValidFromDateTime,
        State = row.State,
        StreetAddress = row.StreetAddress,
        Surname = row.Surname,
        UsageLocation = row.UsageLocation,
        UserPrincipalName = row.UserPrincipalName,
        UserType = row.UserType,
    };

    /// <summary>Adds the sign-in activity of a user who has signed in. The caller must be allowed to read it.</summary>
    internal static User WithSignInActivity(UserRow row, string defaultDomain)
    {
        var user = From(row, defaultDomain);
        user.SignInActivity = SignInActivity.From(row);
        return user;
    }

    /// <summary>The user's identities, except that of the principal name.</summary>
    internal static ObjectIdentity[] IdentitiesOf(UserRow row) =>
        row.Identities == "[]" ? [] : JsonSerializer.Deserialize(row.Identities, GraphJson.TypeOf<ObjectIdentity[]>())!;

    private static string[] List(string json) => json == "[]" ? [] : JsonSerializer.Deserialize(json, StorageJson.Default.StringArray)!;
}

public sealed record ObjectIdentity(string SignInType, string Issuer, string IssuerAssignedId);

/// <summary>Graph's <c>signInActivity</c>: when a user last tried to sign in, and last succeeded. Ids are those of the sign-in log.</summary>
public sealed record SignInActivity
{
    public DateTimeOffset? LastSignInDateTime { get; init; }

    public string? LastSignInRequestId { get; init; }

    public DateTimeOffset? LastNonInteractiveSignInDateTime { get; init; }

    public string? LastNonInteractiveSignInRequestId { get; init; }

    public DateTimeOffset? LastSuccessfulSignInDateTime { get; init; }

    public string? LastSuccessfulSignInRequestId { get; init; }

    /// <summary>Null if the user has never signed in.</summary>
    internal static SignInActivity? From(UserRow row) => row.LastSignInDateTime is null && row.LastNonInteractiveSignInDateTime is null ? null : new()
    {
        LastSignInDateTime = row.LastSignInDateTime?.TruncateToSecond(),
        LastSignInRequestId = row.LastSignInId?.ToString(),
        LastNonInteractiveSignInDateTime = row.LastNonInteractiveSignInDateTime?.TruncateToSecond(),
        LastNonInteractiveSignInRequestId = row.LastNonInteractiveSignInId?.ToString(),
        LastSuccessfulSignInDateTime = row.LastSuccessfulSignInDateTime?.TruncateToSecond(),
        LastSuccessfulSignInRequestId = row.LastSuccessfulSignInId?.ToString(),
    };
}

/// <summary>Graph's <c>passwordProfile</c>; the password itself is never shown.</summary>
public sealed record PasswordProfile(bool ForceChangePasswordNextSignIn, bool ForceChangePasswordNextSignInWithMfa)
{
    public string? Password { get; init; }
}
