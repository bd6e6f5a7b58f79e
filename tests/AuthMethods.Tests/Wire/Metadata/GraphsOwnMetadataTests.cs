using System.Xml;
using AuthMethods.Tests.Repository;
using AuthMethods.Tests.Server;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;

namespace AuthMethods.Tests.Wire.Metadata;

/// <summary>
/// <c>$metadata</c> against a transcription of what Graph declares of the same types: kind, base, properties, members and bound operations.
/// Of large types such as <c>user</c>, the transcription only has what this server keeps. Each difference is listed with its reason.
/// </summary>
public sealed class GraphsOwnMetadataTests
{
    private const string NoDelta = "Delta queries exist for users and groups.";
    private const string NoConditionalAccess = "No sign-in here has an applied policy, so this detail of one never occurs.";
    private const string OtherNumbers = "The versions number these members differently; the server has the numbers of v1.0. Responses never show them.";
    private const string Agents = "Agents don't exist here, and only beta has these members.";
    private const string OlderName = "An older name of a property that the server has.";
    private const string Absent = "Responses don't have the property, which has no meaning here.";
    private const string Voice = "The target's type on beta adds nothing to its base, which v1.0 declares.";
    private const string OnBase = "Declared on the base, which beta's paths below methods need.";
    private const string NoBase = "Only v1.0 gives the container a base.";
    private const string InstantAsText = "Beta declares the instant as a text; the value is the same.";

    /// <summary>What the server declares and Graph's metadata doesn't.</summary>
    private static readonly Dictionary<string, string> OnlyHere = new()
    {
        ["action Collection(hardwareOathAuthenticationMethod)/deactivate()"] = "The page's example calls it without an id.",
        ["entity identityContainer : entity"] = NoBase,
        ["riskDetail.m365DAdminDismissedDetection = 12"] = OtherNumbers,
        ["riskDetail.adminConfirmedServicePrincipalCompromised = 13"] = OtherNumbers,
        ["riskDetail.adminDismissedAllRiskForServicePrincipal = 14"] = OtherNumbers,
        ["riskDetail.microsoftRevokedSessions = 18"] = OtherNumbers,
        ["riskDetail.unknownFutureValue = 11"] = OtherNumbers,
        ["signInPreferences.systemPreferredAuthenticationMethod Edm.String"] = "Graph's responses have it, as programs that read it show.",
        ["user.externalUserStateChangeDateTime Edm.DateTimeOffset"] = InstantAsText,
        ["voiceAuthenticationMethodConfiguration.includeTargets -> Collection(authenticationMethodTarget)"] = Voice,
    };

    /// <summary>What Graph's metadata declares and the server doesn't.</summary>
    private static readonly Dictionary<string, string> OnlyInGraph = new()
    {
        ["action group/assignLicense(addLicenses Collection(assignedLicense), removeLicenses Collection(Edm.Guid)) group"] = "Only users have licenses.",
        ["action phoneAuthenticationMethod/disableSmsSignIn()"] = OnBase,
        ["action phoneAuthenticationMethod/enableSmsSignIn()"] = OnBase,
        ["appRoleAssignment.creationTimestamp Edm.DateTimeOffset"] = OlderName,
        ["appliedConditionalAccessPolicy.authenticationStrength authenticationStrength"] = NoConditionalAccess,
        ["appliedConditionalAccessPolicy.conditionsNotSatisfied conditionalAccessConditions"] = NoConditionalAccess,
        ["appliedConditionalAccessPolicy.conditionsSatisfied conditionalAccessConditions"] = NoConditionalAccess,
        ["appliedConditionalAccessPolicy.excludeRulesSatisfied Collection(conditionalAccessRuleSatisfied)"] = NoConditionalAccess,
        ["appliedConditionalAccessPolicy.includeRulesSatisfied Collection(conditionalAccessRuleSatisfied)"] = NoConditionalAccess,
        ["auditActivityInitiator.linkableIdentifiers linkableIdentifiers"] = Absent,
        ["authenticationStrengthRoot.authenticationCombinations Collection(authenticationMethodModes)"] = OlderName,
        ["deviceDetail.browserId Edm.String"] = Absent,
        ["entity identityContainer"] = NoBase,
        ["function Collection(administrativeUnit)/delta() Collection(administrativeUnit)"] = NoDelta,
        ["function Collection(application)/delta() Collection(application)"] = NoDelta,
        ["function Collection(device)/delta() Collection(device)"] = NoDelta,
        ["function Collection(directoryObject)/delta() Collection(directoryObject)"] = NoDelta,
        ["function Collection(directoryRole)/delta() Collection(directoryRole)"] = NoDelta,
        ["function Collection(oAuth2PermissionGrant)/delta() Collection(oAuth2PermissionGrant)"] = NoDelta,
        ["function Collection(servicePrincipal)/delta() Collection(servicePrincipal)"] = NoDelta,
        ["preAuthorizedApplication.permissionIds Collection(Edm.String)"] = OlderName,
        ["riskDetail.unknownFutureValue = 10"] = OtherNumbers,
        ["riskDetail.adminConfirmedServicePrincipalCompromised = 12"] = OtherNumbers,
        ["riskDetail.adminDismissedAllRiskForServicePrincipal = 13"] = OtherNumbers,
        ["riskDetail.m365DAdminDismissedDetection = 14"] = OtherNumbers,
        ["riskDetail.microsoftRevokedSessions = 21"] = OtherNumbers,
        ["riskDetail.adminConfirmedAgentSafe = 18"] = Agents,
        ["riskDetail.adminConfirmedAgentCompromised = 19"] = Agents,
        ["riskDetail.adminDismissedRiskForAgent = 20"] = Agents,
        ["unifiedRoleAssignment.resourceScope Edm.String"] = OlderName,
        ["unifiedRoleDefinition.allowedPrincipalTypes allowedRolePrincipalTypes"] = Absent,
        ["user.externalUserStateChangeDateTime Edm.String"] = InstantAsText,
        ["voiceAuthenticationMethodConfiguration.includeTargets -> Collection(voiceAuthenticationMethodTarget)"] = Voice,
        ["webApplication.oauth2AllowImplicitFlow Edm.Boolean"] = OlderName,
        ["webApplication.redirectUriSettings Collection(redirectUriSettings)"] = "Responses have redirectUris, the same addresses without an order.",
    };

    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task Metadata_DeclaresWhatGraphDeclares(string version)
    {
        var graph = Transcription(version).ToHashSet();
        var here = Lines(await ReadAsync(version)).ToHashSet();

        AssertNone("Neither in both nor listed", here.Except(graph).Where(line => !OnlyHere.ContainsKey(line)).Select(line => $"only here: {line}")
            .Concat(graph.Except(here).Where(line => !OnlyInGraph.ContainsKey(line)).Select(line => $"only in Graph: {line}")));
    }

    [Fact]
    public async Task Differences_AreAllStillThere()
    {
        var (onlyHere, onlyInGraph) = (new HashSet<string>(), new HashSet<string>());
        foreach (var version in new[] { "v1.0", "beta" })
        {
            var here = Lines(await ReadAsync(version)).ToHashSet();
            onlyHere.UnionWith(here.Except(Transcription(version)));
            onlyInGraph.UnionWith(Transcription(version).Except(here));
        }

        AssertNone("No longer only here", OnlyHere.Keys.Except(onlyHere));
        AssertNone("No longer only in Graph", OnlyInGraph.Keys.Except(onlyInGraph));
    }

    [Fact]
    public async Task Metadata_OfV1_HasNothingThatOnlyBetaHas()
    {
        var here = Lines(await ReadAsync("v1.0"));

        AssertNone("Only on beta", here.Intersect(Transcription("beta")).Except(Transcription("v1.0")));
    }

    private static void AssertNone(string what, IEnumerable<string> lines) =>
        Assert.True(!lines.Any(), $"{what}:{Environment.NewLine}{string.Join(Environment.NewLine, lines.Order())}");

    /// <summary>Each line by itself: an indented one is a property or member of the type above it; those that begin with # are comments.</summary>
    private static IEnumerable<string> Transcription(string version)
    {
        var type = "";
        foreach (var line in RepositoryFiles.Text($"tests/AuthMethods.Tests/Wire/Metadata/graph-{version}.txt").Split('\n').Where(l => l is [not '#', ..]))
        {
            if (line[0] == ' ')
            {
                yield return $"{type}.{line.Trim()}";
                continue;
            }

            yield return line;
            type = line.Split(" : ")[0].Split(' ')[^1];
        }
    }

    private static IEnumerable<string> Lines(IEdmModel model) => model.SchemaElements.SelectMany(element => element switch
    {
        // Other tests run servers with an additional kind of method.
        { Name: "recoveryCodeAuthenticationMethod" } => [],
        IEdmStructuredType type => Structured(type),
        IEdmEnumType type => Enumeration(type),
        IEdmOperation operation => [Operation(operation)],
        _ => [],
    });

    private static IEnumerable<string> Structured(IEdmStructuredType type)
    {
        var name = ((IEdmSchemaElement)type).Name;
        var kind = type is IEdmEntityType ? "entity" : "complex";
        yield return $"{(type.IsAbstract ? "abstract " : "")}{kind} {name}{(type.BaseType is null ? "" : $" : {Short(type.BaseType.FullTypeName())}")}";
        foreach (var property in type.DeclaredProperties)
        {
            yield return $"{name}.{property.Name} {(property is IEdmNavigationProperty ? "-> " : "")}{Short(property.Type.FullName())}";
        }
    }

    private static IEnumerable<string> Enumeration(IEdmEnumType type) =>
        type.Members.Select(m => $"{type.Name}.{m.Name} = {m.Value.Value}").Prepend($"{(type.IsFlags ? "flags " : "")}enum {type.Name}");

    private static string Operation(IEdmOperation operation)
    {
        var parameters = operation.Parameters.Skip(1).Select(p => $"{p.Name} {Short(p.Type.FullName())}");
        var returned = operation.ReturnType is null ? "" : $" {Short(operation.ReturnType.FullName())}";
        return $"{(operation.IsFunction() ? "function" : "action")} {Short(operation.Parameters.First().Type.FullName())}/{operation.Name}"
            + $"({string.Join(", ", parameters)}){returned}";
    }

    private static string Short(string type) => type.Replace("microsoft.graph.", "", StringComparison.Ordinal);

    private static async Task<IEdmModel> ReadAsync(string version)
    {
        var tenant = await SharedServer.TenantAsync();
        var text = (await tenant.Server.Client().GetAnswerAsync($"/{version}/$metadata")).Is(System.Net.HttpStatusCode.OK).Text;
        return CsdlReader.Parse(XmlReader.Create(new StringReader(text)));
    }
}
