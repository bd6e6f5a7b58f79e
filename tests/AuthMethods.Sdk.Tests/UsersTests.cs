using AuthMethods.Tests.Server;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace AuthMethods.Sdk.Tests;

public sealed class UsersTests() : GraphTests("global.admin")
{
    [Fact]
    public async Task Users_AreCreatedReadChangedAndDeleted()
    {
        var created = await _graph.Users.PostAsync(Zoe());

        await _graph.Users[created!.Id].PatchAsync(new User { JobTitle = "Pilot", BusinessPhones = ["+1 425 555 0100"] });

        var found = await _graph.Users[_tenant.Name("zoe")]
            .GetAsync(request => request.QueryParameters.Select = ["id", "jobTitle", "businessPhones", "createdDateTime"]);
        Assert.Equal((created.Id, "Pilot"), (found!.Id, found.JobTitle));
        Assert.Equal(["+1 425 555 0100"], found.BusinessPhones);
        Assert.NotNull(found.CreatedDateTime);
        Assert.Null(found.DisplayName);
        await _graph.Users[created.Id].DeleteAsync();
        await _graph.Users[created.Id].GetAsync().IsRefusedAsync(404, "Request_ResourceNotFound");
    }

    [Fact]
    public async Task Create_WhenTheNameIsTaken_IsATypedError()
    {
        await _graph.Users.PostAsync(Zoe());

        var error = await _graph.Users.PostAsync(Zoe()).IsRefusedAsync(400, "Request_BadRequest");

        Assert.Equal("userPrincipalName", error.Error!.Details!.Single().Target);
    }

    [Fact]
    public async Task List_WithThePageIterator_SeesEveryUserOnce()
    {
        var names = new List<string>();
        var first = await _graph.Users.GetAsync(request => request.QueryParameters.Top = 5);
        Assert.Equal(5, first!.Value!.Count);

        await PageIterator<User, UserCollectionResponse>.CreatePageIterator(_graph, first, user =>
        {
            names.Add(user.UserPrincipalName!);
            return true;
        }).IterateAsync();

        Assert.Equal(23, names.Count);
        Assert.Equal(23, names.Distinct().Count());
        Assert.Contains(_tenant.Name("kim"), names);
    }

    [Fact]
    public async Task Count_WithEventualConsistency_IsTheNumberOfUsers()
    {
        Assert.Equal(23, await _graph.Users.Count.GetAsync(request => request.Headers.Add("ConsistencyLevel", "eventual")));
    }

    [Fact]
    public async Task List_FilteredAndOrderedWithEventualConsistency_IsCountedAndPagedThrough()
    {
        var names = new List<string>();
        var first = await _graph.Users.GetAsync(request =>
        {
            request.Headers.Add("ConsistencyLevel", "eventual");
            request.QueryParameters.Count = true;
            request.QueryParameters.Filter = "not(startsWith(displayName,'a')) and userType eq 'Member'";
            request.QueryParameters.Orderby = ["displayName desc"];
            request.QueryParameters.Select = ["id", "displayName"];
            request.QueryParameters.Top = 4;
        });

        // The link doesn't contain the header, so the iterator has to be told to send it again.
        await PageIterator<User, UserCollectionResponse>.CreatePageIterator(
            _graph, first!,
            user =>
            {
                names.Add(user.DisplayName!);
                return true;
            },
            request =>
            {
                request.Headers.Add("ConsistencyLevel", "eventual");
                return request;
            }).IterateAsync();

        Assert.Equal(first!.OdataCount, names.Count);
        Assert.Equal(names.OrderDescending(StringComparer.OrdinalIgnoreCase), names);
        Assert.DoesNotContain(names, name => name.StartsWith('A'));
    }

    [Fact]
    public async Task List_WithSearch_FindsByWord()
    {
        var found = await _graph.Users.GetAsync(request =>
        {
            request.Headers.Add("ConsistencyLevel", "eventual");
            request.QueryParameters.Search = "\"displayName:akers\" OR \"mail:guest\"";
        });

        Assert.Equal(["Guest of Fabrikam", "Kim Akers"], found!.Value!.Select(u => u.DisplayName).Order());
    }

    [Fact]
    public async Task List_WithAnAdvancedFilterWithoutTheHeader_IsATypedError()
    {
        await _graph.Users.GetAsync(request => request.QueryParameters.Filter = "endsWith(mail,'@fabrikam.com')")
            .IsRefusedAsync(400, "Request_UnsupportedQuery");
    }

    [Fact]
    public async Task Me_IsTheCaller()
    {
        var kim = await _tenant.GraphAsync("kim");

        Assert.Equal(_tenant.Name("kim"), (await kim.Me.GetAsync())!.UserPrincipalName);
    }

    [Fact]
    public async Task Me_ForAnApplication_IsATypedError()
    {
        var app = await _tenant.GraphAsAppAsync();

        await app.Me.GetAsync().IsRefusedAsync(400, "BadRequest");
    }

    [Fact]
    public async Task Update_WithoutTheRole_IsATypedError()
    {
        var kim = await _tenant.GraphAsync("kim");

        await kim.Users[_tenant.Name("adele")].PatchAsync(new User { JobTitle = "Pilot" }).IsRefusedAsync(403, "Authorization_RequestDenied");
    }

    private User Zoe() => new()
    {
        AccountEnabled = true,
        DisplayName = "Zoe",
        MailNickname = "zoe",
        UserPrincipalName = _tenant.Name("zoe"),
        PasswordProfile = new() { Password = "Contoso-Dev-1!", ForceChangePasswordNextSignIn = false },
    };
}
