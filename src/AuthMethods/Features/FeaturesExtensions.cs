using AuthMethods.Features.AdministrativeUnits;
using AuthMethods.Features.AppPasswords;
using AuthMethods.Features.Applications;
using AuthMethods.Features.Authentication;
using AuthMethods.Features.AuthenticationStrengths;
using AuthMethods.Features.Authenticators;
using AuthMethods.Features.Batch;
using AuthMethods.Features.DeletedItems;
using AuthMethods.Features.Delta;
using AuthMethods.Features.Devices;
using AuthMethods.Features.DirectoryAudits;
using AuthMethods.Features.DirectorySettings;
using AuthMethods.Features.Explain;
using AuthMethods.Features.Faults;
using AuthMethods.Features.Groups;
using AuthMethods.Features.Journal;
using AuthMethods.Features.Licenses;
using AuthMethods.Features.Managers;
using AuthMethods.Features.Methods;
using AuthMethods.Features.MultiFactor;
using AuthMethods.Features.Operations;
using AuthMethods.Features.Organization;
using AuthMethods.Features.Outbox;
using AuthMethods.Features.PasswordResets;
using AuthMethods.Features.Policies;
using AuthMethods.Features.Registrations;
using AuthMethods.Features.Reports;
using AuthMethods.Features.RoleManagement;
using AuthMethods.Features.ServicePrincipals;
using AuthMethods.Features.Sessions;
using AuthMethods.Features.SignIns;
using AuthMethods.Features.TenantPolicies;
using AuthMethods.Features.Users;
using AuthMethods.Methods;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AuthMethods.Features;

internal static class FeaturesExtensions
{
    public static void AddFeatures(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions(configuration);
        // Credentials are tried in this order; looking up an app password is faster than verifying a password.
        services.AddAppPasswords();
        services.AddMethodKinds();
        services.AddPolicies();
        services.AddDirectoryFeatures();
        services.AddScoped<MethodStore>();
        services.AddSingleton<MethodQueries>();
        services.AddScoped<AuthenticationStore>();
        services.AddScoped<MultiFactorStore>();
        services.AddScoped<OperationStore>();
        services.AddScoped<OutboxStore>();
        services.AddScoped<AuthenticatorStore>();
        services.AddScoped<PasswordResetStore>();
        services.AddScoped<SessionStore>();
        services.AddScoped<AuthenticationStrengthStore>();
        services.AddScoped<RegistrationStore>();
        services.AddScoped<ActivityStore>();
        services.AddScoped<BulkRegistration>();
        services.AddScoped<DirectoryAuditStore>();
        services.AddScoped<SignInStore>();
        services.AddScoped<Explanations>();
        services.AddSingleton<KnownOperations>();
        services.AddSingleton<FaultRules>();
        services.AddSingleton<RequestJournal>();
        services.AddSingleton<JournalReader>();
        services.AddSingleton<BatchRunner>();
        services.AddSingleton<ExpiredRows>();
        services.AddHostedService(provider => provider.GetRequiredService<ExpiredRows>());
    }

    private static void AddOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SelfServicePasswordResetOptions>().Bind(configuration.GetSection("SelfServicePasswordReset")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SelfServicePasswordResetOptions>, SelfServicePasswordResetOptionsValidator>();
        services.AddOptions<AuditLogOptions>().Bind(configuration.GetSection("AuditLog")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuditLogOptions>, AuditLogOptionsValidator>();
        services.AddOptions<JournalOptions>().Bind(configuration.GetSection("Journal")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<JournalOptions>, JournalOptionsValidator>();
    }

    private static void AddDirectoryFeatures(this IServiceCollection services)
    {
        services.AddScoped<UserStore>();
        services.AddScoped<DeletedUserStore>();
        services.AddScoped<GroupStore>();
        services.AddScoped<GroupMemberStore>();
        services.AddScoped<RoleAssignmentStore>();
        services.AddScoped<RoleDefinitionStore>();
        services.AddScoped<AssignmentExpander>();
        services.AddScoped<OrganizationStore>();
        services.AddSingleton<DeltaTokens>();
        services.AddScoped<DeltaStore>();
        services.AddScoped<TrackedUsers>();
        services.AddScoped<TrackedGroups>();
        services.AddScoped<CertificateBasedAuthStore>();
        services.AddScoped<AdministrativeUnitStore>();
        services.AddScoped<AdministrativeUnitMemberStore>();
        services.AddScoped<LicenseStore>();
        services.AddScoped<ManagerStore>();
        services.AddScoped<TenantPolicyStore>();
        services.AddScoped<DirectorySettingStore>();
        services.AddScoped<UserDeviceStore>();
        services.AddScoped<ApplicationStore>();
        services.AddScoped<ServicePrincipalStore>();
        services.AddScoped<AppRoleAssignmentStore>();
        services.AddScoped<PermissionGrantStore>();
    }
}
