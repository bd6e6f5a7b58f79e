using AuthMethods.Storage;
using AuthMethods.Wire.Query;
using static AuthMethods.Wire.Query.Allowed;
using static AuthMethods.Wire.Query.Operators;
using static AuthMethods.Wire.Query.Searched;

namespace AuthMethods.Directory;

/// <summary>
/// The properties that users can be filtered, sorted and searched by, from Graph's page on directory objects and its page on users.
/// </summary>
internal static class UserFields
{
    private const Operators Text = Eq | Ge | Le | In | StartsWith;

    /// <summary>Properties that Graph returns for one user, but not for a list of users.</summary>
    public static readonly HashSet<string> NotOnCollections = new(ShownProperties.StoredElsewhere.Append("mailboxSettings"), StringComparer.OrdinalIgnoreCase);

    private static readonly Fields<string> License = new Fields<string>("User", typeof(AssignedLicense), _ => Guid.Empty).IdText("skuId", sku => sku, Eq | In, Ne);

    private static readonly Fields<string> Plan = new Fields<string>("User", typeof(AssignedPlan), _ => Guid.Empty)
        .Text("capabilityStatus", _ => "enabled", Eq | In, Ne)
        .Text("service", Sku.ServiceKeyOf, Eq | In, Ne)
        .IdText("servicePlanId", plan => plan, Eq | In, Ne);

    public static readonly Fields<UserRow> All = Table();

    /// <summary>Adds the sign-in activity, for callers who may read it.</summary>
    public static readonly Fields<UserRow> WithSignInActivity = Table()
        .Instant("signInActivity/lastNonInteractiveSignInDateTime", u => u.LastNonInteractiveSignInDateTime, Eq | Ge | Le, Ne, showsSeconds: true, isAlone: true)
        .Instant("signInActivity/lastSignInDateTime", u => u.LastSignInDateTime, Eq | Ge | Le, Ne, showsSeconds: true, isAlone: true)
        .Instant("signInActivity/lastSuccessfulSignInDateTime", u => u.LastSuccessfulSignInDateTime, Eq | Ge | Le, Ne, showsSeconds: true, isAlone: true);

    /// <summary>Whether a filter contains the sign-in activity.</summary>
    public static bool FiltersSignInActivity(GraphQuery query) =>
        query.Value("filter")?.Contains("signInActivity/", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Adds the app roles that users are assigned themselves.</summary>
    public static Fields<UserRow> WithAppRoleAssignments(AuthDb db) => Table()
        .Texts("appRoleAssignments", u => db.AppRoleAssignments.Where(a => a.PrincipalId == u.Id).Select(a => a.Id.ToString()), Operators.None, Ne | Count);

    /// <summary>
    /// Adds identities: the one that each user has, whose issuer is the tenant's domain and isn't stored in the row, and additional
    /// ones, which are found by issuer and id.
    /// </summary>
    public static Fields<UserRow> WithIdentities(AuthDb db, string domain)
    {
        var issuer = TextKey.Of(domain);
        return Table()
            .Objects("identities", values =>
            {
                if (values.Count != 2 || !values.TryGetValue("issuer", out var by) || !values.TryGetValue("issuerAssignedId", out var id)) return _ => false;
                var key = UserIdentityRow.KeyOf(by, id);
                return u => db.Set<UserIdentityRow>().Any(i => i.Key == key && i.UserId == u.Id);
            })
            .Text("identities/issuer", _ => issuer, Eq)
            .Text("identities/issuerAssignedId", u => u.UserPrincipalNameKey, Eq)
            .Text("identities/signInType", _ => "userprincipalname", Eq);
    }

    private static Fields<UserRow> Table() => new Fields<UserRow>("User", typeof(User), u => u.Id)
        // operators: always, and only in an advanced query
        .Boolean("accountEnabled", u => u.AccountEnabled, Eq | In, Ne)
        .Code("ageGroup", u => u.AgeGroup, Eq | In, Ne)
        .Items("assignedLicenses", u => u.LicensedSkus, License, Eq, Ne | Count)
        .Items("assignedPlans", u => u.LicensedPlans, Plan, Eq, Ne)
        .Texts("businessPhones", u => u.BusinessPhoneKeys, Eq, Ne | StartsWith | Count)
        .Text("city", u => u.CityKey, Text, Ne | Null)
        .Text("companyName", u => u.CompanyNameKey, Text, Ne | Null)
        .Code("consentProvidedForMinor", u => u.ConsentProvidedForMinor, Eq | In, Ne)
        .Text("country", u => u.CountryKey, Text, Ne | Null)
        .Instant("createdDateTime", u => u.CreatedDateTime, Eq | Ge | Le, Ne | In, sort: Advanced, showsSeconds: true, isIndexed: true)
        .Code("creationType", u => u.CreationType, Eq | In, Ne | Null)
        .Instant("deletedDateTime", u => u.DeletedDateTime, Eq | Ge | Le, Ne | In, sort: Advanced, showsSeconds: true)
        .Text("department", u => u.DepartmentKey, Text, Ne | Null)
        .Text("displayName", u => u.DisplayNameKey, Eq | Ge | Le | In | StartsWith, Ne | Null, sort: ByDefault, search: ByWords, isIndexed: true)
        .Code("employeeId", u => u.EmployeeId, Text, Ne | Null)
        .Code("employeeType", u => u.EmployeeType, Text, Ne)
        .Code("externalUserState", u => u.ExternalUserState, Eq | In, Ne | Null)
        .Code("faxNumber", u => u.FaxNumber, Text, Ne | Null)
        .Text("givenName", u => u.GivenNameKey, Text, Ne | Null, search: ByPrefix, isIndexed: true)
        .Id("id", u => u.Id, Eq | In, Ne)
        .Text("jobTitle", u => u.JobTitleKey, Text, Ne | Null)
        .Text("mail", u => u.MailKey, Text, Ne | Null | EndsWith, search: ByPrefix, isIndexed: true)
        .Text("mailNickname", u => u.MailNicknameKey, Text, Ne | Null, search: ByPrefix, isIndexed: true)
        .Code("mobilePhone", u => u.MobilePhone, Eq, Ne | Ge | Le | In | StartsWith | Null)
        .Text("officeLocation", u => u.OfficeLocationKey, Eq, Ne | Ge | Le | In | StartsWith | Null)
        .ExactText("onPremisesImmutableId", u => u.OnPremisesImmutableId, Eq, Ne | Ge | Le | In | Null)
        .Code("onPremisesSamAccountName", u => u.OnPremisesSamAccountName, Text, Ne | Null)
        .Boolean("onPremisesSyncEnabled", u => u.OnPremisesSyncEnabled, Eq | In, Ne | Null)
        .Code("onPremisesUserPrincipalName", u => u.OnPremisesUserPrincipalName, Text, Ne | Null)
        .Texts("otherMails", u => u.OtherMailKeys, Text, Ne | EndsWith | Count, search: ByPrefix)
        .Code("passwordPolicies", u => u.PasswordPolicies, Eq, Ne | Null)
        .Code("postalCode", u => u.PostalCode, Text, Ne | Null)
        .Code("preferredLanguage", u => u.PreferredLanguage, Eq, Ne | Ge | Le | In | StartsWith | Null)
        .Texts("proxyAddresses", u => u.ProxyAddressKeys, Eq | Ge | Le | StartsWith, Ne | EndsWith | Count | Null, search: ByPrefix)
        .Text("state", u => u.StateKey, Text, Ne | Null)
        .Text("surname", u => u.SurnameKey, Text, Ne | Null, search: ByPrefix, isIndexed: true)
        .Code("usageLocation", u => u.UsageLocation, Text, Ne | Null)
        .Text("userPrincipalName", u => u.UserPrincipalNameKey, Text, Ne | EndsWith, sort: ByDefault, search: ByPrefix, isIndexed: true)
        .Code("userType", u => u.UserType, Eq | In, Ne | Null);
}
