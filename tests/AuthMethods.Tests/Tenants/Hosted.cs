using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AuthMethods.Tests.Tenants;

/// <summary>A tenant that a test created over HTTP.</summary>
internal sealed record Hosted(TestServer Server, Guid Id, string Domain, string ClientId, string ClientSecret)
{
    public string Path => $"/authmethods/tenants/{Id}";

    public TestTenant Tenant => new(Server, Id, Domain);

    public static async Task<Hosted> CreateAsync(TestServer server, string body = """{"from":"sample"}""")
    {
        var created = (await server.Client().PostAnswerAsync("/authmethods/tenants", body)).Is(HttpStatusCode.Created).Json;
        return new(
            server, Guid.Parse((string)created["id"]!), (string)created["domain"]!, (string)created["clientId"]!, (string)created["clientSecret"]!);
    }

    /// <summary>A client with the token that the tenant's application gets for its secret.</summary>
    public async Task<HttpClient> ClientAsync()
    {
        var client = Server.Client();
        var (status, json) = await TokenAsync();
        Assert.Equal(HttpStatusCode.OK, status);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)json["access_token"]!);
        return client;
    }

    public async Task<(HttpStatusCode Status, JsonNode Json)> TokenAsync()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = ClientId,
            ["client_secret"] = ClientSecret,
            ["scope"] = "https://graph.microsoft.com/.default",
        });
        using var answer = await Server.Client().PostAsync($"/{Domain}/oauth2/v2.0/token", form);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public async Task<string> SnapshotAsync() =>
        (string)(await Server.Client().PostAnswerAsync($"{Path}/snapshots")).Is(HttpStatusCode.Created).Json["id"]!;

    public async Task RestoreAsync(string snapshot) =>
        (await Server.Client().PostAnswerAsync($"{Path}/snapshots/{snapshot}/restore")).Is(HttpStatusCode.NoContent);

    /// <summary>Every row of the tenant as text, except snapshots, records of changes and the counts that a restored tenant begins anew.</summary>
    public Task<string[]> RowsAsync() => Server.QueryAsync(Id, async db =>
    {
        var rows = new List<string>();
        foreach (var entity in db.Model.GetEntityTypes().Where(e => e.BaseType is null))
        {
            if (entity.ClrType == typeof(TenantSnapshotRow) || entity.ClrType == typeof(AuditRow)) continue;
            rows.AddRange(await RowsOfAsync(db, entity));
        }

        return rows.Order(StringComparer.Ordinal).ToArray();
    });

    public Task<int> RowCountAsync() => Server.QueryAsync(Id, async db =>
    {
        var count = 0;
        foreach (var entity in db.Model.GetEntityTypes().Where(e => e.BaseType is null)) count += (await RowsOfAsync(db, entity)).Count();
        return count;
    });

    private static Task<IEnumerable<string>> RowsOfAsync(AuthDb db, IEntityType entity) => (Task<IEnumerable<string>>)typeof(Hosted)
        .GetMethod(nameof(TextsAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
        .MakeGenericMethod(entity.ClrType).Invoke(null, [db])!;

    private static async Task<IEnumerable<string>> TextsAsync<T>(AuthDb db) where T : class =>
        (await db.Set<T>().IgnoreQueryFilters([AuthDb.DeletedFilter]).AsNoTracking().ToListAsync())
            .Select(row => row is UserCountRow count ? $"{count.Slot} {count.Users}" : row.GetType().Name + JsonSerializer.Serialize(row, row.GetType()));
}
