using System.Text.Json.Nodes;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.OpenApi;

namespace AuthMethods.Tests.OpenApi;

/// <summary>"Try it out" works: every example is sent unchanged and answered as described.</summary>
public sealed class DescriptionExamplesTests
{
    // Examples that the sample tenant refuses by design.
    private static readonly string[] Refused =
    [
        // The id of an operation, an audit record or a sign-in is only known once there is one.
        "users.GetOperations", "me.GetOperations", "auditLogs.GetDirectoryAudits", "auditLogs.GetSignIns",
        // The Sms policy of the sample tenant keeps SMS sign-in off.
        "users.phoneMethods.enableSmsSignIn", "me.phoneMethods.enableSmsSignIn", "users.methods.enableSmsSignIn", "me.methods.enableSmsSignIn",
        // Adele's mobile phone is her default method, which can't be deleted while she has others.
        "users.DeletePhoneMethods", "me.DeletePhoneMethods",
        // Users can't create their own access pass or external method.
        "me.CreateTemporaryAccessPassMethods", "me.CreateExternalAuthenticationMethods",
        // Users can't reset their own password or set their own multi-factor requirements.
        "me.methods.resetPassword", "me.passwordMethods.resetPassword", "me.UpdateRequirements",
        // A passkey answers a fresh challenge, and a code is only valid for a minute.
        "users.CreateFido2Methods", "me.CreateFido2Methods",
        // The HardwareOath configuration is disabled.
        "users.CreateHardwareOathMethods", "me.CreateHardwareOathMethods",
        "users.hardwareOathMethods.activate", "me.hardwareOathMethods.activate",
        "users.hardwareOathMethods.assignAndActivate", "me.hardwareOathMethods.assignAndActivate",
        "users.hardwareOathMethods.assignAndActivateBySerialNumber", "me.hardwareOathMethods.assignAndActivateBySerialNumber",
        // The QRCodePin configuration is disabled, and nobody has a temporary code.
        "users.ReplaceQrCodePinMethod", "me.ReplaceQrCodePinMethod", "users.UpdateStandardQRCode", "me.UpdateStandardQRCode",
        "users.UpdateTemporaryQRCode", "me.UpdateTemporaryQRCode", "users.GetTemporaryQRCode", "me.GetTemporaryQRCode",
        "users.DeleteTemporaryQRCode", "me.DeleteTemporaryQRCode",
        // Only users themselves change their PIN, and balas has none.
        "users.UpdateUpdatePin", "users.UpdatePin", "me.UpdatePin", "users.qrCodePinMethod.pin.updatePin", "me.qrCodePinMethod.pin.updatePin",
        // The sample tenant has no authentication strength of its own, and the built-in ones cannot be changed.
        "policies.UpdateAuthenticationStrengthPolicies", "policies.DeleteAuthenticationStrengthPolicies",
        "policies.authenticationStrengthPolicies.updateAllowedCombinations",
        "policies.CreateCombinationConfigurations", "policies.GetCombinationConfigurations", "policies.UpdateCombinationConfigurations",
        "policies.DeleteCombinationConfigurations",
        "identity.UpdatePolicies", "identity.DeletePolicies", "identity.conditionalAccess.authenticationStrength.policies.updateAllowedCombinations",
        "identity.CreateCombinationConfigurations", "identity.GetCombinationConfigurations", "identity.UpdateCombinationConfigurations",
        "identity.DeleteCombinationConfigurations",
        "authenticationStrengths.UpdatePolicies", "authenticationStrengths.DeletePolicies",
        "authenticationStrengths.policies.updateAllowedCombinations", "authenticationStrengths.CreateCombinationConfigurations",
        "authenticationStrengths.GetCombinationConfigurations", "authenticationStrengths.UpdateCombinationConfigurations",
        "authenticationStrengths.DeleteCombinationConfigurations",
        // Only users with per-user multi-factor authentication have app passwords, and only they themselves create them.
        "users.CreateAppPasswords", "me.CreateAppPasswords", "users.GetAppPasswords", "me.GetAppPasswords", "users.DeleteAppPasswords", "me.DeleteAppPasswords",
        // The sample users have no manager, no license, and no usage location that a license needs; users change neither themselves.
        "users.GetManager", "me.GetManager", "users.DeleteManager", "me.DeleteManager", "me.ReplaceManager",
        "users.GetLicenseDetails", "me.GetLicenseDetails", "users.assignLicense", "me.assignLicense",
        // The id of an authenticator is only known once it is created.
        "authenticators.Get", "authenticators.Delete", "authenticators.authenticators.GetCode", "authenticators.create", "authenticators.get",
        "authenticators.ListRequests", "authenticators.GetNext", "authenticators.requests.approve", "authenticators.requests.deny",
        // No message was sent to anybody.
        "outbox.Get", "outbox.GetNext", "users.GetNext",
        // An export has a section for each table of the directory.
        "tenants.GetExport",
        // The id of a snapshot is only known once it is taken, and no message was sent in the tenant.
        "tenants.DeleteSnapshots", "tenants.snapshots.restore", "tenants.GetOutbox", "tenants.outbox.GetNext",
        // Nobody calls meanwhile, the id of a fault is only known once it is created, and the grid is of an operation that the request names.
        "tenants.journal.GetNext", "tenants.DeleteFaults", "matrix.Get",
        // Devices are listed as directory objects, each with its type.
        "users.ListOwnedDevices", "me.ListOwnedDevices", "users.ListRegisteredDevices", "me.ListRegisteredDevices",
        // The token in the example is not assigned, and the sample tenant trusts no certificate authority.
        "directory.hardwareOathDevices.GetAssignTo", "organization.GetCertificateBasedAuthConfiguration", "organization.DeleteCertificateBasedAuthConfiguration",
        // The sample tenant has the default settings.
        "settings.Get", "settings.Update", "settings.Delete",
        // Counting users requires a header.
        "users.Count", "groups.Count", "groups.CountMembers", "directory.CountDeletedItemsAsUser", "directory.CountAdministrativeUnits",
        "directory.CountMembers", "administrativeUnits.Count", "administrativeUnits.CountMembers",
        // Nobody has been deleted yet.
        "directory.GetDeletedItems", "directory.DeleteDeletedItems", "directory.deletedItems.restore",
        // A role's object id differs between tenants.
        "directoryRoles.Get", "directoryRoles.ListMembers", "directoryRoles.ListMembersAsUser", "directoryRoles.members", "directoryRoles.DeleteMembers",
        "directoryRoles.ListScopedMembers", "directoryRoles.CountMembers", "directoryRoles.CountMembersAsUser", "directoryRoles.CountScopedMembers",
        "directoryObjects.Get",
        // The members of a unit are users and groups, and the first example of an object is a role.
        "directory.ListMembers", "directory.GetMembers", "administrativeUnits.ListMembers", "administrativeUnits.GetMembers",
        // The id of a role held in a unit is only known once it is assigned.
        "directory.GetScopedRoleMembers", "directory.DeleteScopedRoleMembers", "administrativeUnits.GetScopedRoleMembers",
        "administrativeUnits.DeleteScopedRoleMembers",
        // Built-in roles cannot be changed.
        "roleManagement.UpdateRoleDefinitions", "roleManagement.DeleteRoleDefinitions",
        // Counting applications requires a header too.
        "applications.Count", "servicePrincipals.Count",
        // The application has a service principal, without a secret of its own.
        "servicePrincipals.Create", "servicePrincipals.removePassword",
        // The object id of Microsoft Graph differs between tenants, as do the ids of what is granted.
        "servicePrincipals.CreateAppRoleAssignments", "servicePrincipals.GetAppRoleAssignments", "servicePrincipals.DeleteAppRoleAssignments",
        "servicePrincipals.CreateAppRoleAssignedTo", "servicePrincipals.DeleteAppRoleAssignedTo",
        "users.DeleteAppRoleAssignments", "me.DeleteAppRoleAssignments",
        "oauth2PermissionGrants.Create", "oauth2PermissionGrants.Get", "oauth2PermissionGrants.Update", "oauth2PermissionGrants.Delete",
        // Only application administrators assign roles.
        "me.CreateAppRoleAssignments",
        // The sample applications have no owners.
        "applications.DeleteOwners", "servicePrincipals.DeleteOwners",
        // The one group has only a user as a member, and no owner.
        "groups.ListMembers", "groups.ListTransitiveMembers", "groups.DeleteOwners",
    ];

    [Theory, MemberData(nameof(DescriptionDocumentTests.Versions), MemberType = typeof(DescriptionDocumentTests))]
    public async Task Examples_AreAnsweredAsDescribed(string version)
    {
        var different = new List<string>();
        var readers = await TenantAsync();
        foreach (var described in (await Described.OperationsAsync(version)).Where(o => !Refused.Contains(o.Operation.OperationId)))
        {
            var tenant = described.Verb == "GET" ? readers : await TenantAsync();
            var expected = described.Operation.Responses!.First(r => r.Key[0] == '2');
            var answer = await SendAsync(tenant, described);
            if ($"{(int)answer.Status}" != expected.Key)
            {
                different.Add($"{described.Operation.OperationId}: {(int)answer.Status} {answer.Text} {answer.Reason}");
            }
            else if (described.Verb == "GET"
                && Members(expected.Value, tenant) is { } members && Members(answer) is { } answered && members != answered)
            {
                different.Add($"{described.Operation.OperationId}: {answered} instead of {members}");
            }
        }

        Assert.True(different.Count == 0, string.Join(Environment.NewLine, different));
    }

    [Fact]
    public async Task Refused_AreOperationsThatThereAre()
    {
        var described = new HashSet<string>();
        foreach (var version in DescriptionDocumentTests.Versions)
        {
            described.UnionWith((await Described.OperationsAsync(version)).Select(o => o.Operation.OperationId!));
        }

        Assert.Empty(Refused.Except(described));
    }

    /// <summary>A sample tenant with the administrative unit of the examples.</summary>
    private static async Task<TestTenant> TenantAsync()
    {
        var unit = new Guid("4d7ea995-bc0f-45c0-8c3e-132e93bf95f8");
        var tenant = await SharedServer.TenantAsync();
        await tenant.Server.ChangeAsync(tenant.Id, db =>
        {
            db.Add(new AdministrativeUnitRow { TenantId = tenant.Id, Id = unit, DisplayName = "Seattle District Technical Schools" });
            foreach (var member in new[] { SampleTenant.UserId(28), new Guid("00000000-0000-4000-8000-000000000101") })
            {
                db.Add(new AdministrativeUnitMemberRow { TenantId = tenant.Id, AdministrativeUnitId = unit, MemberId = member });
            }

            return Task.FromResult(true);
        });
        return tenant;
    }

    private static async Task<Answer> SendAsync(TestTenant tenant, DescribedOperation described)
    {
        var operation = described.Operation;
        var path = described.Path;
        foreach (var key in (operation.Parameters ?? []).Where(p => p.In == ParameterLocation.Path))
        {
            path = path.Replace($"{{{key.Name}}}", Uri.EscapeDataString(InTenant((string)key.Example!, tenant)), StringComparison.Ordinal);
        }

        var client = await tenant.AsAsync(
            operation.OperationId!.EndsWith("changePassword", StringComparison.Ordinal) ? "adele"
            : !operation.OperationId.StartsWith("me.", StringComparison.Ordinal) ? "global.admin"
            : operation.OperationId.StartsWith("me.Create", StringComparison.Ordinal) ? "balas"
            : "adele");
        var body = operation.RequestBody?.Content!["application/json"].Example?.ToJsonString();
        var isCount = path.EndsWith("/$count", StringComparison.Ordinal) && (operation.Parameters ?? []).Any(p => p.Name == "ConsistencyLevel");
        return await client.AnswerAsync(
            new(described.Verb), path, body is null ? null : InTenant(body, tenant), headers: isCount ? [("ConsistencyLevel", "eventual")] : []);
    }

    // Names and context must be equal; values differ from day to day.
    private static string? Members(IOpenApiResponse response, TestTenant tenant) =>
        response.Content is { } content && content.TryGetValue("application/json", out var json)
            ? Members(JsonNode.Parse(InTenant(json.Example!.ToJsonString(), tenant))!)
            : null;

    // An empty list, as of operations here, shows no members.
    private static string? Members(Answer answer) =>
        !answer.Text.StartsWith('{') || answer.Json["value"] is JsonArray { Count: 0 } ? null : Members(answer.Json);

    private static string Members(JsonNode body)
    {
        var context = (string?)body["@odata.context"] ?? "#";
        var item = body["value"] is JsonArray items ? items.OfType<JsonObject>()
            .OrderBy(i => (string?)i["@odata.type"], StringComparer.Ordinal).FirstOrDefault() ?? body : body;
        var members = string.Join(", ", item.AsObject().Select(m => m.Key).Order(StringComparer.Ordinal));
        return $"{context[context.IndexOf('#', StringComparison.Ordinal)..]}: {members}";
    }

    private static string InTenant(string text, TestTenant tenant) =>
        text.Replace("contoso.com", tenant.Domain, StringComparison.Ordinal)
            .Replace(SampleTenant.Id.ToString(), tenant.Id.ToString(), StringComparison.Ordinal);
}
