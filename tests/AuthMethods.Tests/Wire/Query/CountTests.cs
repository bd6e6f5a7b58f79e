using System.Globalization;
using System.Net;
using System.Reflection;
using AuthMethods.Seed;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Wire.Query;

/// <summary><c>/$count</c>: the number of a collection's items as text.</summary>
public sealed class CountTests() : AdminTests("global.admin")
{
    private string Phones => $"/v1.0/users/{_tenant.Name("kim")}/authentication/phoneMethods";

    [Fact]
    public async Task EveryList_IsCounted()
    {
        var different = new List<string>();
        var routes = EveryRoute.Of(_tenant.Server.Services).Where(r => r.Method == HttpMethod.Get).ToArray();
        var paths = routes.Select(r => $"{r.Version} {r.Pattern.RawText}").ToArray();
        Assert.Equal(paths.Distinct().Count(), paths.Length);
        foreach (var list in routes.Where(IsListOfGraph))
        {
            var path = list.Path(name => Key(list.Pattern.RawText!, name));
            var items = await EventualAsync($"{path}?$count=true");

            var count = await EventualAsync($"{path}/$count");

            var expected = items.Status == HttpStatusCode.OK
                ? ((int?)items.Json["@odata.count"] ?? items.Value.Count).ToString(CultureInfo.InvariantCulture)
                : $"{(int)items.Status}";
            if (items.Status != HttpStatusCode.OK ? count.Status != items.Status : count.Text != expected)
            {
                different.Add($"{path}: {(int)count.Status} {count.Text} instead of {expected}");
            }
        }

        Assert.True(different.Count == 0, string.Join('\n', different));
    }

    [Fact]
    public async Task Count_IsTextOnly()
    {
        var found = (await _admin.GetAnswerAsync($"{Phones}/$count")).Is(HttpStatusCode.OK);

        Assert.Equal(("2", "text/plain"), (found.Text, $"{found.ContentHeaders.ContentType}"));
    }

    [Theory]
    [InlineData("$filter=phoneType eq 'mobile'", "1")]
    [InlineData("$filter=phoneType eq 'alternateMobile'", "0")]
    [InlineData("$top=1&$orderby=nonsense&$select=nonsense&$expand=nonsense", "2")]
    public async Task Count_WithOptions_AppliesTheFilterAlone(string query, string count) =>
        Assert.Equal(count, (await _admin.GetAnswerAsync($"{Phones}/$COUNT/?{query}")).Is(HttpStatusCode.OK).Text);

    [Fact]
    public async Task Count_WithAnInvalidFilter_Answers400() =>
        (await _admin.GetAnswerAsync($"{Phones}/$count?$filter=nonsense eq 1")).Is(HttpStatusCode.BadRequest, "BadRequest");

    [Fact]
    public async Task Count_OfADirectoryList_AppliesFilterAndSearch()
    {
        var members = $"/v1.0/groups/{TheDirectory.HelpdeskTeam}/members/microsoft.graph.user/$count";

        Assert.Equal("1", (await EventualAsync($"{members}?$filter=startswith(displayName,'group')")).Is(HttpStatusCode.OK).Text);
        Assert.Equal("0", (await EventualAsync($"{members}?$search=\"displayName:nobody\"")).Is(HttpStatusCode.OK).Text);
    }

    [Theory]
    [InlineData("users/{kim}/memberOf/$count")]
    [InlineData("users/{kim}/memberOf/microsoft.graph.group/$count")]
    [InlineData("users/{kim}/transitiveMemberOf/graph.directoryRole/$count")]
    [InlineData("groups/" + TheDirectory.HelpdeskTeam + "/members/microsoft.graph.user/$count")]
    [InlineData("groups/" + TheDirectory.HelpdeskTeam + "/transitiveMembers/$count")]
    [InlineData("groups/" + TheDirectory.HelpdeskTeam + "/owners/$count")]
    public async Task Count_OfDirectoryObjects_NeedsTheConsistencyLevel(string path)
    {
        path = $"/v1.0/{path.Replace("{kim}", _tenant.Name("kim"), StringComparison.Ordinal)}";

        var refused = (await _admin.GetAnswerAsync(path)).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await EventualAsync(path)).Is(HttpStatusCode.OK);

        Assert.Equal("$count is not currently supported.", refused.ErrorMessage);
    }

    [Fact]
    public async Task Count_WithoutThePermissionOfTheList_Answers403() =>
        (await (await _tenant.AsAsync("global.admin", "User.Read")).GetAnswerAsync("/v1.0/policies/authenticationStrengthPolicies/$count"))
            .Is(HttpStatusCode.Forbidden);

    [Theory]
    [InlineData("/v1.0/users/{kim}/$count")]
    [InlineData("/v1.0/users/{kim}/authentication/$count")]
    [InlineData("/beta/policies/authenticationStrengthPolicies/findByMethodMode(authenticationMethodModes=['sms'])/$count")]
    [InlineData("/authmethods/users/{kim}/appPasswords/$count")]
    public async Task Count_OfWhatIsNoCollection_Answers400(string path) => Assert.Equal(
        "Resource not found for the segment '$count'.",
        (await _admin.GetAnswerAsync(path.Replace("{kim}", _tenant.Name("kim"), StringComparison.Ordinal))).Is(HttpStatusCode.BadRequest).ErrorMessage);

    private bool IsListOfGraph(DeclaredRoute route) =>
        !route.Pattern.RawText!.EndsWith("/$count", StringComparison.Ordinal) && !route.Pattern.RawText.StartsWith("authmethods", StringComparison.Ordinal)
        && route.Operation is null && Action(route).GetCustomAttributes<AnswersAttribute>().Any(a => a.IsCollection);

    private MethodInfo Action(DeclaredRoute route) => _tenant.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Single(e => e.RoutePattern == route.Pattern).Metadata.GetRequiredMetadata<ControllerActionDescriptor>().MethodInfo;

    private static string Key(string route, string parameter) => parameter switch
    {
        "user" => SampleTenant.UserId(23).ToString(),
        "strength" => "00000000-0000-0000-0000-000000000004",
        _ when route.Contains("directoryRoles", StringComparison.Ordinal) => $"roleTemplateId={TheDirectory.GlobalAdministrator}",
        _ => TheDirectory.HelpdeskTeam,
    };

    private Task<Answer> EventualAsync(string path) => _admin.AnswerAsync(HttpMethod.Get, path, headers: ("ConsistencyLevel", "eventual"));
}
