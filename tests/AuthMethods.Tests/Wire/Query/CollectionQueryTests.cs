using System.Net;
using System.Reflection;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.Authenticators;
using AuthMethods.Tests.Server;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Wire.Query;

/// <summary>Query options on collections that are read as a whole.</summary>
public sealed class CollectionQueryTests() : AdminTests("global.admin")
{
    private string _unit = "", _phone = "";

    private const string Strengths = "/v1.0/policies/authenticationStrengthPolicies";
    private const string MultiFactor = "00000000-0000-0000-0000-000000000002";
    private const string Passwordless = "00000000-0000-0000-0000-000000000003";
    private const string PhishingResistant = "00000000-0000-0000-0000-000000000004";

    [Fact]
    public async Task EveryList_AskedForEachOfItsProperties_AnswersOrRefuses()
    {
        _unit = (string)(await _admin.PostAnswerAsync("/v1.0/directory/administrativeUnits", """{"displayName":"Seattle"}""")).Json["id"]!;
        _phone = (await TestPhone.AddAsync(_tenant, "kim")).Address.Split('/')[^1];
        var lists = Lists();
        Assert.True(lists.Count > 30, $"{lists.Count} lists");
        foreach (var (path, type) in lists)
        {
            (await _admin.GetAnswerAsync(path)).Is(HttpStatusCode.OK);
            foreach (var property in WireType.Of(type, GraphVersion.Beta).Properties.Select(p => p.Name))
            {
                foreach (var query in new[]
                {
                    $"$orderby={property} desc",
                    $"$filter={property} eq null",
                    $"$filter={property} ne 'x'",
                    $"$filter={property}/any(x:x eq 'x')",
                    $"$filter={property} in ('x','y')",
                })
                {
                    var answer = await _admin.GetAnswerAsync($"{path}?{query}");
                    Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{path}?{query}: {(int)answer.Status} {answer.Text}");
                }
            }
        }
    }

    [Theory]
    [InlineData("/v1.0/domains?$orderby=supportedServices")]
    [InlineData(Strengths + "?$orderby=allowedCombinations")]
    [InlineData(Strengths + "?$orderby=combinationConfigurations")]
    [InlineData(Strengths + "?$orderby=displayName,allowedCombinations desc")]
    [InlineData("/v1.0/organization?$orderby=verifiedDomains")]
    [InlineData(Strengths + "?$orderby='x'")]
    public async Task OrderBy_OfWhatHasNoSingleValue_Answers400(string url)
    {
        var refused = (await _admin.GetAnswerAsync(url)).Is(HttpStatusCode.BadRequest, "BadRequest");

        Assert.StartsWith("Invalid orderby clause: ", refused.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("policyType eq 'builtIn'", MultiFactor, Passwordless, PhishingResistant)]
    [InlineData("policyType ne 'custom'", MultiFactor, Passwordless, PhishingResistant)]
    [InlineData("policyType in ('custom')")]
    [InlineData("policyType in ('custom','builtIn') and startsWith(displayName,'pass')", Passwordless)]
    [InlineData("policyType eq 'nonsense'")]
    [InlineData("policyType eq microsoft.graph.authenticationStrengthPolicyType'builtIn'", MultiFactor, Passwordless, PhishingResistant)]
    [InlineData("policyType eq 'BUILTIN' and displayName eq 'passwordless mfa'", Passwordless)]
    [InlineData("displayName in ('Passwordless MFA','Phishing-resistant MFA','O''Neil, (x)')", Passwordless, PhishingResistant)]
    [InlineData("not (displayName eq 'Passwordless MFA')", MultiFactor, PhishingResistant)]
    [InlineData("policyName eq 'Passwordless MFA'", Passwordless)]
    [InlineData("contains(displayName,'-RESISTANT') or endswith(displayName,'less mfa')", Passwordless, PhishingResistant)]
    [InlineData("allowedCombinations/any(x:x has 'sms, password')", MultiFactor)]
    [InlineData("allowedCombinations/any(x:x has 'deviceBasedPush')", MultiFactor, Passwordless)]
    [InlineData("allowedCombinations/any(x:x has microsoft.graph.authenticationMethodModes'deviceBasedPush')", MultiFactor, Passwordless)]
    [InlineData("allowedCombinations/any(x:x eq 'password,sms')", MultiFactor)]
    [InlineData("allowedCombinations/any(x:x eq 'password')")]
    [InlineData("allowedCombinations/any(x:x has 'telepathy')")]
    [InlineData("allowedCombinations/all(x:x ne 'deviceBasedPush')", PhishingResistant)]
    [InlineData("allowedCombinations/any()", MultiFactor, Passwordless, PhishingResistant)]
    [InlineData("combinationConfigurations/any(c:c/id eq 'x')")]
    [InlineData("createdDateTime eq 2021-12-01T00:00:00Z and requirementsSatisfied eq 'mfa'", MultiFactor, Passwordless, PhishingResistant)]
    [InlineData("createdDateTime in (2021-12-01T00:00:00Z)", MultiFactor, Passwordless, PhishingResistant)]
    [InlineData("description ne null and id ne '" + MultiFactor + "'", Passwordless, PhishingResistant)]
    public async Task Filter_OfStrengths_FindsThoseThatItSays(string filter, params string[] found) =>
        Assert.Equal(found, (await _admin.GetAnswerAsync($"{Strengths}?$filter={Uri.EscapeDataString(filter)}")).Ids().Order());

    [Theory]
    [InlineData("allowedCombinations eq 'sms'")]
    [InlineData("allowedCombinations/$count eq 1")]
    [InlineData("allowedCombinations/any(x:contains(x,'s'))")]
    [InlineData("combinationConfigurations/any(c:c/nonsense eq 'x')")]
    [InlineData("createdDateTime gt 2021-12-01T00:00:00Z")]
    [InlineData("displayName has 'x'")]
    [InlineData("length(displayName) eq 3")]
    [InlineData("displayName eq '\0'")]
    [InlineData("displayName in ('a\0')")]
    [InlineData("microsoft.graph.authenticationStrengthPolicy/displayName eq 'x'")]
    public async Task Filter_WithWhatIsNotSupported_Answers400(string filter)
    {
        var refused = (await _admin.GetAnswerAsync($"{Strengths}?$filter={Uri.EscapeDataString(filter)}")).Is(HttpStatusCode.BadRequest, "BadRequest");

        Assert.StartsWith("Invalid filter clause: ", refused.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$orderby=policyType,displayName desc", PhishingResistant, Passwordless, MultiFactor)]
    [InlineData("$orderby=POLICYNAME", MultiFactor, Passwordless, PhishingResistant)]
    [InlineData("$orderby=createdDateTime,id desc", PhishingResistant, Passwordless, MultiFactor)]
    public async Task OrderBy_SortsByEachKeyInTurn(string query, params string[] order) =>
        Assert.Equal(order, (await _admin.GetAnswerAsync($"{Strengths}?{query}")).Ids());

    [Theory]
    [InlineData("['sms']", MultiFactor)]
    [InlineData("'deviceBasedPush'", MultiFactor, Passwordless)]
    [InlineData("['deviceBasedPush', 'password,sms']", MultiFactor)]
    [InlineData("[\"fido2\",\"windowsHelloForBusiness\"]", MultiFactor, Passwordless, PhishingResistant)]
    [InlineData("['password,fido2']")]
    public async Task FindByMethodMode_FindsTheStrengthsThatAllowEach(string modes, params string[] found) =>
        Assert.Equal(found, (await _admin.GetAnswerAsync(
            $"/beta/policies/authenticationStrengthPolicies/findByMethodMode(authenticationMethodModes={Uri.EscapeDataString(modes)})")).Ids().Order());

    [Theory]
    [InlineData("['telepathy']")]
    [InlineData("[]")]
    [InlineData("sms")]
    [InlineData("['sms'")]
    [InlineData("['1']")]
    [InlineData(" ")]
    public async Task FindByMethodMode_WithAnInvalidMode_Answers400(string modes) =>
        (await _admin.GetAnswerAsync(
            $"/beta/policies/authenticationStrengthPolicies/findByMethodMode(authenticationMethodModes={Uri.EscapeDataString(modes)})"))
            .Is(HttpStatusCode.BadRequest, "badRequest");

    /// <summary>Every address on beta that lists something, with keys of existing objects.</summary>
    private List<(string Path, Type Type)> Lists() =>
    [
        .. from endpoint in _tenant.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let method = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()?.MethodInfo
           let type = method?.GetCustomAttributes<AnswersAttribute>().FirstOrDefault(a => a.IsCollection)?.Type
           where type?.IsDefined(typeof(GraphTypeAttribute)) == true && endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Contains("GET")
           where !endpoint.RoutePattern.RawText!.Contains("/me/", StringComparison.Ordinal) && !endpoint.RoutePattern.RawText.EndsWith("$count", StringComparison.Ordinal)
           let route = new DeclaredRoute(HttpMethod.Get, "beta", endpoint.RoutePattern, Takes: null, Operation.Of(endpoint))
           select (route.Path(name => Key(endpoint.RoutePattern.RawText!, name)), type),
    ];

    private string Key(string route, string parameter) => parameter switch
    {
        "user" => SampleTenant.UserId(23).ToString(),
        "organization" or "tenant" => _tenant.Id.ToString(),
        "strength" => PhishingResistant,
        "id" when route.Contains("applications", StringComparison.Ordinal) => $"appId={SampleTenant.Provisioning}",
        "id" when route.Contains("servicePrincipals", StringComparison.Ordinal) => SampleTenant.Provisioning.ToString(),
        "id" when route.Contains("administrativeUnits", StringComparison.OrdinalIgnoreCase) => _unit,
        "id" when route.Contains("authenticators", StringComparison.Ordinal) => _phone,
        "id" when route.Contains("groups", StringComparison.Ordinal) => TheDirectory.HelpdeskTeam,
        "id" when route.Contains("directoryRoles", StringComparison.Ordinal) => $"roleTemplateId={TheDirectory.GlobalAdministrator}",
        _ => throw new NotSupportedException($"{parameter} in {route}"),
    };
}
