using System.Net;
using AuthMethods.Tests.Server;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace AuthMethods.Sdk.Tests;

public sealed class BatchTests() : GraphTests("global.admin")
{
    [Fact]
    public async Task Batch_OfThirtyReads_IsSentInPartsAndEachIsAnswered()
    {
        var batch = new BatchRequestContentCollection(_graph);
        var ids = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            ids.Add(await batch.AddBatchRequestStepAsync(_graph.Users[_tenant.Name(i % 2 == 0 ? "kim" : "adele")]
                .ToGetRequestInformation(r => r.QueryParameters.Select = ["id", "userPrincipalName"])));
        }

        var responses = await _graph.Batch.PostAsync(batch);

        var users = await Task.WhenAll(ids.Select(id => responses.GetResponseByIdAsync<User>(id)));
        Assert.Equal(15, users.Count(u => u.UserPrincipalName == _tenant.Name("kim")));
        Assert.Equal(15, users.Count(u => u.UserPrincipalName == _tenant.Name("adele")));
    }

    [Fact]
    public async Task Batch_OfAWriteAndAReadThatDependsOnIt_RunsInThatOrder()
    {
        var batch = new BatchRequestContentCollection(_graph);
        var phones = _graph.Users[_tenant.Name("balas")].Authentication.PhoneMethods;
        var add = await batch.AddBatchRequestStepAsync(
            phones.ToPostRequestInformation(new() { PhoneNumber = "+1 2065550100", PhoneType = AuthenticationPhoneType.Mobile }));
        var list = new BatchRequestStep(
            "list", await _graph.RequestAdapter.ConvertToNativeRequestAsync<HttpRequestMessage>(phones.ToGetRequestInformation()), [add]);
        batch.AddBatchRequestStep(list);

        var responses = await _graph.Batch.PostAsync(batch);

        Assert.Equal("+1 2065550100", (await responses.GetResponseByIdAsync<PhoneAuthenticationMethod>(add)).PhoneNumber);
        Assert.Single((await responses.GetResponseByIdAsync<PhoneAuthenticationMethodCollectionResponse>("list")).Value!);
    }

    [Fact]
    public async Task Batch_WithAReadThatFails_SaysSoForItAlone()
    {
        var batch = new BatchRequestContentCollection(_graph);
        var missing = await batch.AddBatchRequestStepAsync(_graph.Users["nobody@nowhere.example"].ToGetRequestInformation());
        var me = await batch.AddBatchRequestStepAsync(_graph.Me.ToGetRequestInformation());

        var responses = await _graph.Batch.PostAsync(batch);

        var statuses = await responses.GetResponsesStatusCodesAsync();
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (statuses[missing], statuses[me]));
        var error = await Assert.ThrowsAnyAsync<ServiceException>(() => responses.GetResponseByIdAsync<User>(missing));
        Assert.Contains("Request_ResourceNotFound", error.RawResponseBody, StringComparison.Ordinal);
    }
}
