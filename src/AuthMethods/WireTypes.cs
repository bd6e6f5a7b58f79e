using AuthMethods.Directory;
using AuthMethods.Features.AppPasswords;
using AuthMethods.Features.Authentication;
using AuthMethods.Features.AuthenticationStrengths;
using AuthMethods.Features.Authenticators;
using AuthMethods.Features.DirectoryAudits;
using AuthMethods.Features.DirectorySettings;
using AuthMethods.Features.Explain;
using AuthMethods.Features.Faults;
using AuthMethods.Features.Journal;
using AuthMethods.Features.Licenses;
using AuthMethods.Features.MultiFactor;
using AuthMethods.Features.Operations;
using AuthMethods.Features.Organization;
using AuthMethods.Features.Outbox;
using AuthMethods.Features.Policies;
using AuthMethods.Features.Registrations;
using AuthMethods.Features.Reports;
using AuthMethods.Features.RoleManagement;
using AuthMethods.Features.Roles;
using AuthMethods.Features.ServicePrincipals;
using AuthMethods.Features.SignIns;
using AuthMethods.Features.TenantPolicies;
using AuthMethods.Features.Users;
using AuthMethods.Methods;
using AuthMethods.Tenants;
using AuthMethods.Wire.Json;

namespace AuthMethods;

/// <summary>The wire types of all folders, except those of the kinds of method, which add their own.</summary>
internal static class WireTypes
{
    public static void Join() => GraphJson.Join(
        DirectoryJson.Default, MethodsJson.Default, AppPasswordsJson.Default, AuthenticationJson.Default, AuthenticationStrengthsJson.Default,
        AuthenticatorsJson.Default, DirectoryAuditsJson.Default, DirectorySettingsJson.Default, ExplainJson.Default, FaultsJson.Default,
        JournalJson.Default, LicensesJson.Default, MultiFactorJson.Default, OperationsJson.Default, OrganizationJson.Default, OutboxJson.Default,
        PoliciesJson.Default, RegistrationsJson.Default, ReportsJson.Default, RoleManagementJson.Default, RolesJson.Default, ServicePrincipalsJson.Default,
        SignInsJson.Default, TenantPoliciesJson.Default, TenantsJson.Default, UsersJson.Default);
}
