using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Methods.Policy;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Features.HardwareOathMethods;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Programs;

/// <summary>A script that uploads the file of a token's maker, a CSV table, so every value arrives as text.</summary>
public sealed class HardwareTokenUploadTests() : AdminTests("global.admin")
{
    private const string Table = """
        upn,serial number,secret key,time interval,manufacturer,model
        kim,2100000001,6PJ4UKIW33NNXYZAEHQNFUFTZF7WFTFB,30,Contoso,HardwareKey
        megan,2100000002,6PJ4UKIW33NNXYZAEHQNFUFTZF7WFTFB,60,Contoso,HardwareKey
        ,2100000003,6PJ4UKIW33NNXYZAEHQNFUFTZF7WFTFB,30,Contoso,HardwareKey
        """;

    private static readonly string[][] Rows = [.. Table.Split('\n').Skip(1).Select(l => l.Trim().Split(','))];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await MethodPolicy.SetAsync(_tenant, new HardwareOathConfiguration { State = MethodState.Enabled });
    }

    [Fact]
    public async Task Rows_OneByOne_AreCreatedAssignedAndActivated()
    {
        foreach (var row in Rows)
        {
            var device = Device(row);
            if (row[0].Length > 0)
            {
                var user = (await _admin.GetAnswerAsync($"/beta/users/{_tenant.Name(row[0])}?$select=id")).Is(HttpStatusCode.OK).Json;
                device["assignTo"] = new JsonObject { ["id"] = (string)user["id"]! };
            }

            var created = (await _admin.PostAnswerAsync(Tokens.Inventory, device.ToJsonString())).Is(HttpStatusCode.Created).Json;
            Assert.Equal(row[0].Length > 0 ? "assigned" : "available", (string?)created["status"]);
            Assert.Equal(row[3], $"{created["timeIntervalInSeconds"]}");
        }

        var kim = $"/beta/users/{TheDirectory.Kim}/authentication/hardwareOathMethods";
        var method = Assert.Single((await _admin.GetAnswerAsync($"{kim}?$expand=device")).Is(HttpStatusCode.OK).Value)!;
        Assert.Equal("2100000001", (string?)method["device"]!["serialNumber"]);
        (await _admin.PostAnswerAsync(
            $"{kim}/{method["id"]}/microsoft.graph.activate", $$"""{"verificationCode":"{{Tokens.Code(_tenant)}}","displayName":"Key ring"}"""))
            .Is(HttpStatusCode.NoContent);

        var statuses = (await _admin.GetAnswerAsync(Tokens.Inventory)).Is(HttpStatusCode.OK).Value
            .ToDictionary(d => (string)d!["serialNumber"]!, d => (string?)d!["status"]);
        Assert.Equal(("activated", "assigned", "available"), (statuses["2100000001"], statuses["2100000002"], statuses["2100000003"]));
    }

    [Fact]
    public async Task Rows_InOneRequest_AreAllCreated()
    {
        var rows = Rows.Select((row, i) =>
        {
            var device = Device(row);
            device["@contentId"] = $"{i + 1}";
            return (JsonNode)device;
        });

        var created = (await _admin.PatchAnswerAsync(
            Tokens.Inventory, new JsonObject { ["@context"] = "#$delta", ["value"] = new JsonArray([.. rows]) }.ToJsonString())).Is(HttpStatusCode.Created);

        Assert.Equal(3, created.Value.Count);
        Assert.Equal(
            [30, 60, 30],
            (await _admin.GetAnswerAsync(Tokens.Inventory)).Value.Where(d => ((string)d!["serialNumber"]!).StartsWith("21", StringComparison.Ordinal))
                .OrderBy(d => (string?)d!["serialNumber"]).Select(d => (int)d!["timeIntervalInSeconds"]!));
    }

    [Fact]
    public async Task Row_ThatWasUploadedBefore_IsRefusedAndTheOthersGoOn()
    {
        (await _admin.PostAnswerAsync(Tokens.Inventory, Device(Rows[0]).ToJsonString())).Is(HttpStatusCode.Created);

        var statuses = new List<HttpStatusCode>();
        foreach (var row in Rows) statuses.Add((await _admin.PostAnswerAsync(Tokens.Inventory, Device(row).ToJsonString())).Status);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.Created, HttpStatusCode.Created], statuses);
    }

    private static JsonObject Device(string[] row) => new()
    {
        ["serialNumber"] = row[1], ["secretKey"] = row[2], ["timeIntervalInSeconds"] = row[3], ["manufacturer"] = row[4], ["model"] = row[5],
        ["hashFunction"] = "hmacsha1",
    };
}
