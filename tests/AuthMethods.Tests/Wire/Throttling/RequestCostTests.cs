using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Throttling;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AuthMethods.Tests.Wire.Throttling;

public sealed class RequestCostTests
{
    [Theory]
    [InlineData("GET", "/v1.0/users", 2)]
    [InlineData("GET", "/v1.0/users?$select=id", 1)]
    [InlineData("GET", "/v1.0/users?%24top=19", 1)]
    [InlineData("GET", "/v1.0/users?top=20", 2)]
    [InlineData("GET", "/v1.0/users?$select=id&$top=5", 1)]
    [InlineData("GET", "/v1.0/users?$expand=manager", 3)]
    [InlineData("GET", "/v1.0/users/kim?$expand=manager", 2)]
    [InlineData("GET", "/v1.0/users/kim", 1)]
    [InlineData("GET", "/v1.0/users/kim?$select=id", 1)]
    [InlineData("GET", "/v1.0/groups/1/members", 3)]
    [InlineData("GET", "/v1.0/users/kim/authentication/methods", 1)]
    [InlineData("POST", "/v1.0/users/kim/getMemberGroups", 2)]
    public void Read_CostsUnits(string method, string url, int units) => Assert.Equal((Workload.Directory, units, false), Of(method, url));

    [Theory]
    [InlineData("POST", "/v1.0/users")]
    [InlineData("PATCH", "/beta/users/kim")]
    [InlineData("DELETE", "/v1.0/users/kim/authentication/phoneMethods/1")]
    [InlineData("POST", "/v1.0/users/kim/revokeSignInSessions")]
    public void Write_CostsAUnitAndAWrite(string method, string url) => Assert.Equal((Workload.Directory, 1, true), Of(method, url));

    [Theory]
    [InlineData("/v1.0/reports/authenticationMethods/userRegistrationDetails", "Reports")]
    [InlineData("/v1.0/auditLogs/directoryAudits", "Reports")]
    [InlineData("/v1.0/identity/conditionalAccess/authenticationStrength/policies", "Directory")]
    [InlineData("/v1.0/$batch", "Free")]
    public void Workload_IsThatOfThePath(string url, string workload) => Assert.Equal(workload, Of("GET", url).Workload.ToString());

    [Theory]
    [InlineData("/v1.0/users", true)]
    [InlineData("/v1.0/directoryRoles", true)]
    [InlineData("/v1.0/users/kim/authentication/methods", false)]
    [InlineData("/v1.0/policies/authenticationMethodsPolicy", false)]
    public void Cost_IsShownForDirectoryObjects(string url, bool isShown) => Assert.Equal(isShown, CostOf("GET", url).IsShown);

    private static (Workload Workload, int Units, bool IsWrite) Of(string method, string url) =>
        CostOf(method, url) is var cost ? (cost.Workload, cost.Units, cost.IsWrite) : default;

    private static RequestCost CostOf(string method, string url)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        (context.Request.Path, context.Request.QueryString) =
            (url.Split('?')[0], new(url.Contains('?', StringComparison.Ordinal) ? url[url.IndexOf('?', StringComparison.Ordinal)..] : ""));
        var graph = GraphRequest.Begin(context.Request, GraphVersion.V1);
        context.Features.Set(graph);
        GraphPath.Normalize(context.Request, graph, new(new DefaultEndpointDataSource()));
        return RequestCost.Of(context.Request);
    }
}
