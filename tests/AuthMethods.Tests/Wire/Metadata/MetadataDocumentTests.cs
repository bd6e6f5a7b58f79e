using System.Net;
using System.Xml;
using AuthMethods.Tests.Server;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Validation;

namespace AuthMethods.Tests.Wire.Metadata;

/// <summary><c>$metadata</c> as a client generator reads it.</summary>
public sealed class MetadataDocumentTests
{
    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task Metadata_IsReadByAParserAndValid(string version)
    {
        var model = await ReadAsync(version);

        Assert.True(model.Validate(out var errors), string.Join('\n', errors.Select(e => e.ToString())));
    }

    [Fact]
    public async Task Metadata_CallsItsTypesWhatGraphDoes()
    {
        var model = await ReadAsync("beta");

        Assert.All(
            ["authenticationPhoneType", "authenticationMethodSignInState", "authenticationMethodKeyStrength", "authenticationMethodPlatform",
             "longRunningOperationStatus", "authenticationStrengthPolicyType", "authenticationStrengthRequirements", "authenticationMethodState",
             "advancedConfigState", "authenticationMethodTargetType", "authenticationMethodsPolicyMigrationState", "fido2RestrictionEnforcementType",
             "microsoftAuthenticatorAuthenticationMode", "x509CertificateAuthenticationMode", "x509CertificateAffinityLevel", "x509CertificateRuleType",
             "signInUserType", "userDefaultAuthenticationMethod", "userDefaultAuthenticationMethodType", "defaultMfaMethodType"],
            name => Assert.IsAssignableFrom<IEdmEnumType>(model.FindDeclaredType($"microsoft.graph.{name}")));
        Assert.All(
            ["includeTarget", "excludeTarget", "featureTarget", "authenticationMethodsRegistrationCampaignIncludeTarget", "identity", "unifiedRolePermission",
             "webauthnPublicKeyCredential", "webauthnPublicKeyCredentialRpEntity",
             "webauthnPublicKeyCredentialUserEntity", "webauthnPublicKeyCredentialDescriptor"],
            name => Assert.IsAssignableFrom<IEdmComplexType>(model.FindDeclaredType($"microsoft.graph.{name}")));
    }

    [Fact]
    public async Task Metadata_LeadsFromTheEntitySetsToTheMethods()
    {
        var model = await ReadAsync("v1.0");
        var user = model.EntityContainer.FindEntitySet("users").EntityType();

        Assert.Same(user, model.EntityContainer.FindSingleton("me").EntityType());
        Assert.Equal("id", user.Key().Single().Name);
        var authentication = Target(user, "authentication");
        var phone = Target(authentication, "phoneMethods");
        Assert.Equal("phoneAuthenticationMethod", phone.Name);
        Assert.Equal("authenticationMethod", ((IEdmEntityType)phone.BaseType).Name);
        Assert.True(((IEdmEntityType)phone.BaseType).IsAbstract);
        Assert.True(authentication.FindProperty("methods").Type.IsCollection());
        Assert.Contains("mobile", ((IEdmEnumType)phone.FindProperty("phoneType").Type.Definition).Members.Select(m => m.Name));
    }

    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task Metadata_HasTheSetsAndSingletonsThatContextsName(string version)
    {
        var container = (await ReadAsync(version)).EntityContainer;

        Assert.All(
            new[]
            {
                "authenticationMethodConfigurations", "directoryObjects", "directoryRoleTemplates", "directoryRoles", "domains", "groups", "organization",
                "scopedRoleMemberships", "servicePrincipals", "subscribedSkus", "users",
            },
            set => Assert.NotNull(container.FindEntitySet(set)));
        Assert.All(
            new[] { "auditLogs", "authenticationMethodsPolicy", "directory", "identity", "me", "policies", "reports", "roleManagement" },
            singleton => Assert.NotNull(container.FindSingleton(singleton)));
    }

    [Fact]
    public async Task Metadata_HasTheActionsWithTheirParameters()
    {
        var model = await ReadAsync("v1.0");

        var reset = Action(model, "resetPassword");
        Assert.Equal("Edm.String", reset.FindParameter("newPassword").Type.FullName());
        Assert.Equal("microsoft.graph.passwordResetResponse", reset.ReturnType.FullName());
        Assert.Equal("Edm.Boolean", Action(model, "revokeSignInSessions").ReturnType.FullName());
        Assert.Equal("microsoft.graph.phoneAuthenticationMethod", Action(model, "enableSmsSignIn").Parameters.First().Type.FullName());
    }

    [Fact]
    public async Task Metadata_DerivesTypesFromTheirBases()
    {
        var model = await ReadAsync("beta");

        Assert.All(
            new[]
            {
                ("authenticationMethod", "entity"), ("authenticationMethodConfiguration", "entity"), ("hardwareOathAuthenticationMethod", "authenticationMethod"),
                ("hardwareOathTokenAuthenticationMethodDevice", "authenticationMethodDevice"), ("user", "directoryObject"),
                ("passwordlessMicrosoftAuthenticatorAuthenticationMethod", "authenticationMethod"), ("policyBase", "directoryObject"),
                ("authorizationPolicy", "policyBase"), ("conditionalAccessPolicy", "policyDeletableItem"), ("userIdentity", "identity"),
                ("fido2CombinationConfiguration", "authenticationCombinationConfiguration"), ("smsAuthenticationMethodTarget", "authenticationMethodTarget"),
            },
            pair => Assert.Equal($"microsoft.graph.{pair.Item2}", Structured(model, pair.Item1).BaseType.FullTypeName()));
        Assert.All(
            model.SchemaElements.OfType<IEdmEntityType>().Where(t => t.Name.EndsWith("AuthenticationMethodConfiguration", StringComparison.Ordinal)),
            configuration => Assert.Equal("microsoft.graph.authenticationMethodConfiguration", configuration.BaseType.FullTypeName()));
    }

    [Theory]
    [InlineData("v1.0", "usage", "microsoft.graph.authenticationStrengthPolicy", "")]
    [InlineData("v1.0", "creationOptions", "Collection(microsoft.graph.fido2AuthenticationMethod)", "")]
    [InlineData("beta", "creationOptions", "Collection(microsoft.graph.fido2AuthenticationMethod)", "challengeTimeoutInMinutes Edm.Int32")]
    [InlineData("beta", "findByMethodMode", "Collection(microsoft.graph.authenticationStrengthPolicy)",
        "authenticationMethodModes Collection(microsoft.graph.authenticationMethodModes)")]
    [InlineData("v1.0", "usersRegisteredByFeature", "microsoft.graph.authenticationMethodsRoot",
        "includedUserTypes microsoft.graph.includedUserTypes, includedUserRoles microsoft.graph.includedUserRoles")]
    [InlineData("v1.0", "usersRegisteredByMethod", "microsoft.graph.authenticationMethodsRoot",
        "includedUserTypes microsoft.graph.includedUserTypes, includedUserRoles microsoft.graph.includedUserRoles")]
    [InlineData("v1.0", "delta", "Collection(microsoft.graph.user)", "")]
    public async Task Metadata_DeclaresFunctionsWithTheirParametersAndNotAsProperties(string version, string name, string boundTo, string parameters)
    {
        var model = await ReadAsync(version);

        var functions = model.FindDeclaredOperations($"microsoft.graph.{name}").OfType<IEdmFunction>()
            .Where(f => f.IsBound && f.Parameters.First().Type.FullName() == boundTo);
        Assert.Contains(parameters, functions.Select(f => string.Join(", ", f.Parameters.Skip(1).Select(p => $"{p.Name} {p.Type.FullName()}"))));
        Assert.Null(Structured(model, boundTo.Split('.')[^1].TrimEnd(')')).FindProperty(name));
    }

    [Fact]
    public async Task Metadata_HasGraphsTypesOfPropertiesAndParameters()
    {
        var model = await ReadAsync("v1.0");

        Assert.All(
            new[]
            {
                ("fido2KeyRestrictions", "aaGuids", "Collection(Edm.String)"), ("passkeyProfile", "id", "Edm.String"),
                ("fido2AuthenticationMethodConfiguration", "defaultPasskeyProfile", "Edm.String"), ("qrCodeImageDetails", "binaryValue", "Edm.Binary"),
                ("certificateAuthority", "certificate", "Edm.Binary"), ("subscribedSku", "skuId", "Edm.Guid"), ("servicePlanInfo", "servicePlanId", "Edm.Guid"),
                ("authenticationStrengthUsage", "mfa", "Collection(microsoft.graph.conditionalAccessPolicy)"),
                ("emailAuthenticationMethodConfiguration", "allowExternalIdToUseEmailOtp", "microsoft.graph.externalEmailOtpState"),
                ("authenticationMethodModeDetail", "authenticationMethod", "microsoft.graph.baseAuthenticationMethod"),
                ("user", "ownedDevices", "Collection(microsoft.graph.directoryObject)"), ("unifiedRoleAssignment", "principal", "microsoft.graph.directoryObject"),
            },
            expected => Assert.Equal(expected.Item3, Structured(model, expected.Item1).FindProperty(expected.Item2).Type.FullName()));
        Assert.Equal("microsoft.graph.passwordCredential", Action(model, "addPassword").FindParameter("passwordCredential").Type.FullName());
        Assert.Equal("Edm.Guid", Action(model, "removePassword").FindParameter("keyId").Type.FullName());
        Assert.Equal("Collection(microsoft.graph.assignedLicense)", Action(model, "assignLicense").FindParameter("addLicenses").Type.FullName());
    }

    [Fact]
    public async Task Metadata_HasGraphsFlagsAndNumbersOfMembers()
    {
        var model = await ReadAsync("beta");
        IEdmEnumType Enumeration(string name) => (IEdmEnumType)model.FindDeclaredType($"microsoft.graph.{name}");

        Assert.Equal(
            ["authenticationMethodModes", "authenticationStrengthRequirements", "passkeyTypes", "protocolType", "signInAccessType"],
            model.SchemaElements.OfType<IEdmEnumType>().Where(e => e.IsFlags).Select(e => e.Name).Order());
        Assert.All(
            new[]
            {
                ("aggregationPeriod", "d30", 2), ("errorCorrectionLevel", "l", 1), ("protocolType", "deviceCode", 16), ("signInUserType", "unknownFutureValue", 3),
                ("tokenIssuerType", "AzureAD", 0), ("x509CertificateRuleType", "issuerSubjectAndPolicyOID", 3),
            },
            expected => Assert.Equal(expected.Item3, Enumeration(expected.Item1).Members.Single(m => m.Name == expected.Item2).Value.Value));
    }

    [Fact]
    public async Task Metadata_OfBeta_HasWhatOnlyBetaHas()
    {
        static IEdmProperty? Property(IEdmModel model, string type, string name) => Structured(model, type).FindProperty(name);
        var (v1, beta) = (await ReadAsync("v1.0"), await ReadAsync("beta"));

        Assert.Null(Property(v1, "authenticationMethod", "lastUsedDateTime"));
        Assert.NotNull(Property(beta, "authenticationMethod", "lastUsedDateTime"));
    }

    [Fact]
    public async Task Metadata_WithAToken_IsTheSame()
    {
        var tenant = await SharedServer.TenantAsync();
        var admin = await tenant.AsAsync("global.admin");

        var without = (await tenant.Server.Client().GetAnswerAsync("/v1.0/$metadata")).Is(HttpStatusCode.OK);
        var with = (await admin.GetAnswerAsync("/V1.0/$Metadata")).Is(HttpStatusCode.OK);

        Assert.Equal(without.Text, with.Text);
        Assert.Equal("application/xml", without.ContentHeaders.ContentType!.MediaType);
        Assert.NotEmpty(without.Headers.GetValues("request-id"));
    }

    private static async Task<IEdmModel> ReadAsync(string version)
    {
        var tenant = await SharedServer.TenantAsync();
        var answer = (await tenant.Server.Client().GetAnswerAsync($"/{version}/$metadata")).Is(HttpStatusCode.OK);
        using var xml = XmlReader.Create(new StringReader(answer.Text));
        Assert.True(CsdlReader.TryParse(xml, out var model, out var errors), string.Join('\n', errors.Select(e => e.ToString())));
        return model;
    }

    private static IEdmEntityType Target(IEdmEntityType type, string name) => ((IEdmNavigationProperty)type.FindProperty(name)).ToEntityType();

    private static IEdmStructuredType Structured(IEdmModel model, string name) =>
        (IEdmStructuredType)model.FindDeclaredType($"microsoft.graph.{name}");

    private static IEdmOperation Action(IEdmModel model, string name) => model.FindDeclaredOperations($"microsoft.graph.{name}").First();
}
