using AuthMethods.Sdk.Tests;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.Authentication;

namespace AuthMethods.Sdk5.Tests;

/// <summary>The most frequent tasks of an administrator, with version 5 of the official client, which many programs still use.</summary>
public sealed class FlowTests() : GraphTests("global.admin")
{
    private const string Mobile = "3179e48a-750b-4051-897c-87b9720928f7";
    private const string Password = "28c10230-6103-485e-b985-444c60001490";

    private AuthenticationRequestBuilder Balas => _graph.Users[_tenant.Name("balas")].Authentication;

    [Fact]
    public async Task Methods_ComeAsTheTypeOfEachKind()
    {
        var methods = (await _graph.Users[_tenant.Name("adele")].Authentication.Methods.GetAsync())!.Value!;

        Assert.Equal("Adele's iPhone", methods.OfType<MicrosoftAuthenticatorAuthenticationMethod>().Single().DisplayName);
        Assert.NotNull(methods.OfType<PasswordAuthenticationMethod>().Single().CreatedDateTime);
        // This version has no type for it and keeps it as additional data.
        Assert.Equal("Adatum", methods.Single(m => m.OdataType == "#microsoft.graph.externalAuthenticationMethod").AdditionalData["displayName"]);
    }

    [Fact]
    public async Task Phone_IsAddedChangedAndDeleted()
    {
        Assert.Equal(Mobile, (await Balas.PhoneMethods.PostAsync(Phone()))!.Id);
        await Balas.PhoneMethods.PostAsync(Phone()).IsRefusedAsync(400, "badRequest");

        await Balas.PhoneMethods[Mobile].PatchAsync(new() { PhoneNumber = "+1 2065555601" });

        Assert.Equal("+1 2065555601", (await Balas.PhoneMethods.GetAsync())!.Value!.Single().PhoneNumber);
        await Balas.PhoneMethods[Mobile].DeleteAsync();
        await Balas.PhoneMethods[Mobile].GetAsync().IsRefusedAsync(404, "resourceNotFound");
    }

    [Fact]
    public async Task TemporaryAccessPass_IsCreatedAndShownOnce()
    {
        var created = await Balas.TemporaryAccessPassMethods.PostAsync(new() { LifetimeInMinutes = 90, IsUsableOnce = true });

        Assert.Equal(8, created!.TemporaryAccessPass!.Length);
        Assert.Null((await Balas.TemporaryAccessPassMethods[created.Id].GetAsync())!.TemporaryAccessPass);
    }

    [Fact]
    public async Task Password_IsResetAndTheOperationFollowed()
    {
        Assert.NotNull((await Balas.Methods[Password].ResetPassword.PostAsync(new()))!.NewPassword);

        Assert.Equal(LongRunningOperationStatus.Succeeded, (await Balas.Operations.GetAsync())!.Value!.Single().Status);
    }

    [Fact]
    public async Task Users_ArePagedToTheEnd()
    {
        var names = new List<string?>();
        var first = await _graph.Users.GetAsync(request => (request.QueryParameters.Top, request.QueryParameters.Select) = (5, ["id", "userPrincipalName"]));

        await PageIterator<User, UserCollectionResponse>.CreatePageIterator(_graph, first!, user =>
        {
            names.Add(user.UserPrincipalName);
            return true;
        }).IterateAsync();

        Assert.Contains(_tenant.Name("kim"), names);
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.True(names.Count > 5);
    }

    [Fact]
    public async Task Batch_IsAnsweredStepByStep()
    {
        var batch = new BatchRequestContentCollection(_graph);
        var kim = await batch.AddBatchRequestStepAsync(_graph.Users[_tenant.Name("kim")].ToGetRequestInformation());
        var methods = await batch.AddBatchRequestStepAsync(Balas.Methods.ToGetRequestInformation());

        var responses = await _graph.Batch.PostAsync(batch);

        Assert.Equal(_tenant.Name("kim"), (await responses.GetResponseByIdAsync<User>(kim)).UserPrincipalName);
        Assert.NotEmpty((await responses.GetResponseByIdAsync<AuthenticationMethodCollectionResponse>(methods)).Value!);
    }

    private static PhoneAuthenticationMethod Phone() => new() { PhoneType = AuthenticationPhoneType.Mobile, PhoneNumber = "+1 2065555600" };
}
