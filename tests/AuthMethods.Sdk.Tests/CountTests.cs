using AuthMethods.Tests.Server;
using Microsoft.Graph;

namespace AuthMethods.Sdk.Tests;

/// <summary>The <c>$count</c> of collections, which the client reads as a number from plain text.</summary>
public sealed class CountTests() : GraphTests("global.admin")
{
    [Fact]
    public async Task Counts_AreNumbers()
    {
        var adele = _graph.Users[_tenant.Name("adele")];

        Assert.Equal(23, await _graph.Users.Count.GetAsync(r => r.Headers.Add("ConsistencyLevel", "eventual")));
        Assert.Equal(1, await _graph.Groups.Count.GetAsync(r => r.Headers.Add("ConsistencyLevel", "eventual")));
        Assert.Equal(0, await adele.MemberOf.GraphGroup.Count.GetAsync(r => r.Headers.Add("ConsistencyLevel", "eventual")));
        Assert.Equal(3, await adele.Authentication.PhoneMethods.Count.GetAsync());
        Assert.Equal((await adele.Authentication.Methods.GetAsync())!.Value!.Count, await adele.Authentication.Methods.Count.GetAsync());
        Assert.Equal(3, await _graph.Policies.AuthenticationStrengthPolicies.Count.GetAsync());
        Assert.Equal(
            22, await _graph.Reports.AuthenticationMethods.UserRegistrationDetails.Count.GetAsync(r => r.QueryParameters.Filter = "isMfaCapable eq true or isMfaCapable eq false"));
        await _graph.Users.Count.GetAsync().IsRefusedAsync(400, "Request_BadRequest");
    }
}
