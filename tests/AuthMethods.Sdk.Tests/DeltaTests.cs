using AuthMethods.Seed;
using AuthMethods.Tests.Server;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Groups = Microsoft.Graph.Groups.Delta.DeltaGetResponse;
using Users = Microsoft.Graph.Users.Delta.DeltaGetResponse;

namespace AuthMethods.Sdk.Tests;

/// <summary>Delta queries with the client's builders, to the delta link and back.</summary>
public sealed class DeltaTests() : GraphTests("global.admin")
{
    private static readonly string Kim = SampleTenant.UserId(22).ToString();
    private static readonly string Adele = SampleTenant.UserId(23).ToString();

    [Fact]
    public async Task Users_AreReadPageByPageAndThenTheirChanges()
    {
        var page = (await _graph.Users.Delta.GetAsDeltaGetResponseAsync(r =>
        {
            r.QueryParameters.Select = ["displayName", "jobTitle"];
            r.QueryParameters.Top = 10;
        }))!;
        var users = new List<User>();
        await PageIterator<User, Users>.CreatePageIterator(_graph, page, user =>
        {
            users.Add(user);
            return true;
        }).IterateAsync();
        while (page.OdataDeltaLink is null) page = (await _graph.Users.Delta.WithUrl(page.OdataNextLink!).GetAsDeltaGetResponseAsync())!;
        Assert.Equal(23, users.Select(u => u.Id).Distinct().Count());

        await _graph.Users[Kim].PatchAsync(new() { JobTitle = "Technician" });
        await _graph.Users[Adele].DeleteAsync();
        var changes = (await _graph.Users.Delta.WithUrl(page.OdataDeltaLink).GetAsDeltaGetResponseAsync())!;

        Assert.Equal("Technician", changes.Value!.Single(u => u.Id == Kim).JobTitle);
        Assert.True(changes.Value!.Single(u => u.Id == Adele).AdditionalData.ContainsKey("@removed"));
        Assert.Empty((await _graph.Users.Delta.WithUrl(changes.OdataDeltaLink!).GetAsDeltaGetResponseAsync())!.Value!);
    }

    [Fact]
    public async Task Groups_AreReadWithTheirMembersAndThenTheirChanges()
    {
        Groups page = (await _graph.Groups.Delta.GetAsDeltaGetResponseAsync(r => r.QueryParameters.Select = ["displayName", "members"]))!;
        while (page.OdataDeltaLink is null) page = (await _graph.Groups.Delta.WithUrl(page.OdataNextLink!).GetAsDeltaGetResponseAsync())!;
        var group = (await _graph.Groups.PostAsync(
            new() { DisplayName = "First line", MailEnabled = false, MailNickname = "first.line", SecurityEnabled = true }))!;
        await _graph.Groups[group.Id].Members.Ref.PostAsync(new() { OdataId = $"https://graph.microsoft.com/v1.0/directoryObjects/{Kim}" });

        var changes = (await _graph.Groups.Delta.WithUrl(page.OdataDeltaLink).GetAsDeltaGetResponseAsync())!;

        var changed = Assert.Single(changes.Value!);
        Assert.Equal((group.Id, "First line"), (changed.Id, changed.DisplayName));
        Assert.Contains("members@delta", changed.AdditionalData.Keys);
    }
}
