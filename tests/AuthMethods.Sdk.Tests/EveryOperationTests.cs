using System.Collections.Concurrent;
using AuthMethods.Tests.Server;

namespace AuthMethods.Sdk.Tests;

/// <summary>Compares the operations of the official client with those that the server has. What is missing is listed here with the reason.</summary>
public sealed class EveryOperationTests : TenantTests
{
    // The first segments of paths that belong to identity. Other services of Graph have others.
    private static readonly string[] Roots =
    [
        "applications", "auditLogs", "authenticationMethodConfigurations", "authenticationMethodsPolicy", "certificateBasedAuthConfiguration", "directory",
        "directoryObjects", "directoryRoles", "directoryRoleTemplates", "domains", "groups", "identity", "me", "oauth2PermissionGrants", "organization",
        "policies", "reports", "roleManagement", "scopedRoleMemberships", "servicePrincipals", "subscribedSkus", "users",
    ];

    private static readonly Gap[] Gaps =
    [
        new(
            "Mail, calendars and contacts are other services.",
            @"/users/{id}/(calendar|calendarGroups|calendarView|calendars|contactFolders|contacts|events|findMeetingTimes)",
            @"/users/{id}/(getMailTips|inferenceClassification|mailFolders|mailboxSettings|messages|outlook|people)",
            @"/users/{id}/(reminderView|sendMail|translateExchangeIds)",
            @"/groups/{id}/(acceptedSenders|calendar|calendarView|conversations|events|rejectedSenders|subscribeByMail)",
            @"/groups/{id}/(unsubscribeByMail|resetUnseenCount|threads)"),
        new(
            "Files, notes, tasks, photos and sites are other services.",
            @"/users/{id}/(activities|drive|drives|followedSites|insights|notes|onenote|photo|photos|planner|todo)",
            @"/groups/{id}/(addFavorite|drive|drives|onenote|photo|photos|planner|removeFavorite|sites)"),
        new(
            "Chats, calls and teams are other services.",
            @"/users/{id}/(adhocCalls|chats|employeeExperience|joinedTeams|onlineMeetings|presence|solutions|teamwork)",
            @"/groups/{id}/team",
            @"/users/{id}/licenseDetails/getTeamsLicensingDetails"),
        new(
            "Devices are not objects here; the devices of users are empty lists.",
            @"/users/{id}/(cloudClipboard|cloudPCs|deviceManagementTroubleshootingEvents|exportDeviceAndAppManagementData)",
            @"/users/{id}/(getManagedAppDiagnosticStatuses|getManagedAppPolicies|getManagedDevicesWithAppFailures)",
            @"/users/{id}/(managedAppRegistrations|managedDevices|removeAllDevicesFromManagement)",
            @"/users/{id}/wipeManagedAppRegistrationsByDeviceTag",
            @"/users/{id}/(ownedDevices|registeredDevices)/({id}|graph\.\w+)",
            @"/directory/deviceLocalCredentials",
            @"/policies/deviceRegistrationPolicy",
            @"/organization/{id}/setMobileDeviceManagementAuthority"),
        new(
            "Terms of use and settings of other services do not concern sign-in.",
            @"/users/{id}/(agreementAcceptances|dataSecurityAndGovernance|exportPersonalData|settings)",
            @"/groups/{id}/settings"),
        new(
            "Nothing provisions or synchronizes other directories.",
            @"/(applications|servicePrincipals)/{id}/synchronization",
            @"/(users|groups)/{id}/(onPremisesSyncBehavior|retryServiceProvisioning|serviceProvisioningErrors)",
            @"/directory/onPremisesSynchronization",
            @"/auditLogs/provisioning"),
        new(
            "There are no schema extensions and no custom security attributes.",
            @"/(users|groups|organization|directory/administrativeUnits)/{id}/extensions",
            @"/applications/{id}/extensionProperties",
            @"/directory/(attributeSets|customSecurityAttributeDefinitions)",
            @"POST /(.+)/getAvailableExtensionProperties"),
        new(
            "The directory does not record who created or sponsors an object; owned objects are found by their owners.",
            @"/users/{id}/(createdObjects|ownedObjects|sponsorOf|sponsors)",
            @"/servicePrincipals/{id}/(createdObjects|ownedObjects)",
            @"/(groups|applications)/{id}/createdOnBehalfOf"),
        new(
            "There is no consent for single resources.",
            @"/(users|groups)/{id}/permissionGrants",
            @"/groups/{id}/checkGrantedPermissionsForApp",
            @"/policies/permissionGrantPolicies"),
        new(
            "Groups do not expire and have no naming policy.",
            @"/groups/{id}/(groupLifecyclePolicies|renew|validateProperties)",
            @"POST /(.+)/validateProperties",
            @"/policies/ownerlessGroupPolicy"),
        new(
            "Licenses are assigned to users, not to groups.",
            @"/groups/{id}/(assignLicense|membersWithLicenseErrors)",
            @"/users/{id}/reprocessLicenseAssignment"),
        new(
            "Conditional access, user flows and risk detection are other services; sign-ins have no risk.",
            @"(GET|PATCH) /identity",
            @"/identity/(apiConnectors|authenticationEventListeners|authenticationEventsFlows|b2xUserFlows)",
            @"/identity/(customAuthenticationExtensions|identityProviders|riskPrevention|userFlowAttributes|verifiedId)",
            @"/identity/conditionalAccess/(authenticationContextClassReferences|deletedItems|evaluate|namedLocations|policies)",
            @"/identity/conditionalAccess/templates",
            @"/policies/conditionalAccessPolicies",
            @"POST /auditLogs/signIns/(confirmCompromised|confirmSafe|dismiss)"),
        new(
            "The authority does not read policies of tokens, applications and other tenants.",
            @"/policies/(activityBasedTimeoutPolicies|adminConsentRequestPolicy|appManagementPolicies|claimsMappingPolicies)",
            @"/policies/(crossTenantAccessPolicy|defaultAppManagementPolicy|featureRolloutPolicies)",
            @"/policies/(federatedTokenValidationPolicy|homeRealmDiscoveryPolicies|tokenIssuancePolicies|tokenLifetimePolicies)",
            @"/(applications|servicePrincipals)/{id}/(appManagementPolicies|claimsMappingPolicies|homeRealmDiscoveryPolicies)",
            @"/(applications|servicePrincipals)/{id}/(tokenIssuancePolicies|tokenLifetimePolicies)"),
        new(
            "Roles are assigned, not scheduled: there is no Privileged Identity Management.",
            @"/policies/(roleManagementPolicies|roleManagementPolicyAssignments)",
            @"/roleManagement/entitlementManagement",
            @"/roleManagement/directory/(deletedItems|resourceNamespaces|roleAssignmentScheduleInstances)",
            @"/roleManagement/directory/(roleAssignmentScheduleRequests|roleAssignmentSchedules)",
            @"/roleManagement/directory/(roleEligibilityScheduleInstances|roleEligibilityScheduleRequests)",
            @"/roleManagement/directory/roleEligibilitySchedules"),
        new(
            "Governance, recovery, partners and purchases of a tenant are other services.",
            @"/directory/(federationConfigurations|publicKeyInfrastructure|recovery|remoteTenantGroups|subscriptions)",
            @"/directory/tenantGovernance"),
        new(
            "Reports of other services.",
            @"/reports/(?!authenticationMethods)\w+"),
        new(
            "Sign-in pages have no branding.",
            @"/organization/{id}/branding"),
        new(
            "A tenant has the domains that it was created with.",
            @"(POST) /domains",
            @"(PATCH|DELETE) /domains/{id}",
            @"/domains/{id}/(domainNameReferences|federationConfiguration|forceDelete|promote|rootDomain)",
            @"/domains/{id}/(serviceConfigurationRecords|verificationDnsRecords|verify)"),
        new(
            "Proofs of keys, federated credentials, logos and verified publishers of applications are not part of signing in here.",
            @"/(applications|servicePrincipals)/{id}/(addKey|removeKey|federatedIdentityCredentials)",
            @"/applications/{id}/(logo|setVerifiedPublisher|unsetVerifiedPublisher)",
            @"/servicePrincipals/{id}/(addTokenSigningCertificate|delegatedPermissionClassifications|endpoints)",
            @"/servicePrincipals/{id}/remoteDesktopSecurityConfiguration",
            @"/(applications|groups)\(uniqueName='{id}'\)"),
        new(
            "Memberships and app roles are listed for users; for groups and other objects they are not.",
            @"/(groups|servicePrincipals)/{id}/(memberOf|transitiveMemberOf)",
            @"POST /(applications|directory/deletedItems|directoryObjects|directoryRoles|directoryRoleTemplates|groups|organization|servicePrincipals)/{id}/(check|get)Member(Groups|Objects)",
            @"/groups/{id}/appRoleAssignments",
            @"/users/{id}/scopedRoleMemberOf",
            @"/scopedRoleMemberships"),
        new(
            "Members are read by their own address, and only the casts to types that a list contains are served.",
            @"GET /users/{id}/(memberOf|transitiveMemberOf|directReports)/{id}(/graph\.\w+)?",
            @"GET /groups/{id}/transitiveMembers/{id}(/graph\.\w+)?",
            @"GET /.+/(members|owners)/{id}/graph\.\w+",
            @"GET /(groups|directoryRoles)/{id}/members/graph\.(?!user)\w+(/\$count)?",
            @"GET /groups/{id}/transitiveMembers/graph\.\w+(/\$count)?",
            @"GET /users/{id}/directReports/graph\.orgContact(/\$count)?",
            @"GET /directory/administrativeUnits/{id}/members/graph\.(application|device|orgContact|servicePrincipal)(/\$count)?",
            @"GET /(groups|applications|servicePrincipals)/{id}/owners/graph\.\w+(/\$count)?"),
        new(
            "Members are listed as objects and removed by their keys; no page describes the other forms.",
            @"(GET|DELETE) /(groups|directoryRoles|applications|servicePrincipals)/{id}/(members|owners)/\$ref",
            @"(GET|DELETE) /directory/administrativeUnits/{id}/members/\$ref",
            @"GET /users/{id}/manager/\$ref"),
        new(
            "Delta queries track users and groups.",
            @"GET /(applications|directory/administrativeUnits|directoryObjects|directoryRoles|directoryRoleTemplates|oauth2PermissionGrants|organization|servicePrincipals)/delta\(\)"),
        new(
            "Only deleted users are kept.",
            @"/directory/deletedItems/graph\.(?!user)\w+",
            @"/directory/deletedItems/{id}/graph\.\w+",
            @"GET /directory/deletedItems(/\$count)?",
            @"POST /(applications|directoryObjects|directoryRoles|directoryRoleTemplates|groups|organization|servicePrincipals)/{id}/restore",
            @"POST /users/{id}/restore",
            @"POST /roleManagement/directory/roleDefinitions/{id}/restore"),
        new(
            "The metadata derives these from a base type or a navigation property; no page describes them.",
            @"POST /(applications|directory/deletedItems|directoryRoles|directoryRoleTemplates|organization|servicePrincipals)/getByIds",
            @"(GET|POST) /directoryObjects",
            @"GET /directoryObjects/\$count",
            @"(PATCH|DELETE) /directoryObjects/{id}",
            @"(POST) /(directoryRoleTemplates|organization|subscribedSkus)",
            @"(PATCH|DELETE) /(directoryRoleTemplates|directoryRoles|subscribedSkus)/{id}",
            @"(PATCH|DELETE) /directoryRoles\(roleTemplateId='{id}'\)",
            @"DELETE /organization/{id}",
            @"(GET|PATCH) /(auditLogs|directory|policies|reports|roleManagement)",
            @"(GET|PATCH|DELETE) /roleManagement/directory",
            @"POST /auditLogs/(directoryAudits|signIns)",
            @"(PATCH|DELETE) /auditLogs/(directoryAudits|signIns)/{id}",
            @"/certificateBasedAuthConfiguration",
            @"POST /authenticationMethodConfigurations",
            @"(PATCH|DELETE) /authenticationMethodConfigurations/{id}",
            @"(PATCH|DELETE) /reports/authenticationMethods",
            @"POST /reports/authenticationMethods/userRegistrationDetails",
            @"(PATCH|DELETE) /reports/authenticationMethods/userRegistrationDetails/{id}",
            @"DELETE /policies/(authenticationFlowsPolicy|authenticationMethodsPolicy|authorizationPolicy)",
            @"DELETE /policies/identitySecurityDefaultsEnforcementPolicy",
            @"(PATCH|DELETE) /identity/conditionalAccess/authenticationStrength",
            @"POST /identity/conditionalAccess/authenticationStrength/authenticationMethodModes",
            @"(PATCH|DELETE) /identity/conditionalAccess/authenticationStrength/authenticationMethodModes/{id}",
            @"(PATCH|DELETE) /users/{id}/authentication",
            @"POST /users/{id}/authentication/(methods|operations|passwordMethods)",
            @"PATCH /users/{id}/authentication/(externalAuthenticationMethods|methods|operations)/{id}",
            @"DELETE /users/{id}/authentication/operations/{id}",
            @"POST /users/{id}/licenseDetails",
            @"(PATCH|DELETE) /users/{id}/licenseDetails/{id}",
            @"(GET|PATCH) /users/{id}/appRoleAssignments/{id}",
            @"GET /(users|servicePrincipals)/{id}/oauth2PermissionGrants/{id}",
            @"PATCH /servicePrincipals/{id}/(appRoleAssignedTo|appRoleAssignments)/{id}",
            @"GET /servicePrincipals/{id}/appRoleAssignedTo/{id}",
            @"PATCH /roleManagement/directory/roleAssignments/{id}",
            @"/roleManagement/directory/roleAssignments/{id}/(appScope|directoryScope|principal|roleDefinition)",
            @"/roleManagement/directory/roleDefinitions/{id}/inheritsPermissionsFrom",
            @"PATCH /directory/administrativeUnits/{id}/scopedRoleMembers/{id}",
            @"POST /directoryRoles/{id}/scopedMembers",
            @"/directoryRoles/{id}/scopedMembers/{id}"),
        new(
            "The organization's properties come from the server's configuration.",
            @"PATCH /organization/{id}"),
        new(
            "Units contain existing users and groups.",
            @"POST /directory/administrativeUnits/{id}/members"),
    ];

    [Fact]
    public async Task EveryOperation_IsServedOrListedWithTheReason()
    {
        var client = await _tenant.AsAsync("global.admin");
        var (served, missing) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        var operations = GraphOperation.OfTheClient().Where(o => Roots.Contains(o.Root))
            .ToLookup(o => o.Path.EndsWith("/revokeSignInSessions", StringComparison.Ordinal));

        await Parallel.ForEachAsync(operations[false], new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (o, _) => await CallAsync(o));
        // These end the caller's own session.
        foreach (var operation in operations[true]) await CallAsync(operation);

        Assert.True(served.Count > 400, $"only {served.Count} operations are served");
        Empty("missing without a reason", missing.Where(o => !Gaps.Any(g => g.Has(o))));
        Empty("listed as missing, but served", served.Where(o => Gaps.Any(g => g.Has(o))));
        Empty("listed as missing, but not an operation", Gaps.SelectMany(g => g.Unused(missing)));

        async Task CallAsync(GraphOperation operation)
        {
            var answer = await client.AnswerAsync(
                new(operation.Method), operation.Address("v1.0"), operation.Method is "GET" or "DELETE" ? null : "{}");
            Assert.True((int)answer.Status is 200 or 201 or 204 or 400 or 403 or 404 or 405, $"{operation}: {answer.Status} {answer.Text}");
            var isMissing = (int)answer.Status == 405
                || ((int)answer.Status == 400 && answer.ErrorMessage!.StartsWith("Resource not found for the segment", StringComparison.Ordinal));
            (isMissing ? missing : served).Add(operation.OfAnyUser);
        }
    }

    private static void Empty(string kind, IEnumerable<string> operations)
    {
        var found = operations.Distinct().Order().ToList();
        Assert.True(found.Count == 0, $"{kind}:{Environment.NewLine}{string.Join(Environment.NewLine, found.Take(50))}");
    }
}
