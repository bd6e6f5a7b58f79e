using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Data.Sqlite;
using AuthMethods.Methods;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Features.RecoveryCodes;

/// <summary>With its folder and one registration, a kind of method works in all parts of the service.</summary>
public sealed class RecoveryCodesTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private TestTenant _tenant = null!;
    private HttpClient _admin = null!;

    private string Balas => $"/v1.0/users/{_tenant.Name("balas")}";

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(services: services => services
            .AddMethodKind(new RecoveryCodeKind())
            .ConfigureDbContext<SqliteAuthDb>(RecoveryCodeModel.Use));
        // The service would do this in a migration.
        await _server.QueryAsync(Guid.Empty, db => db.Database.ExecuteSqlRawAsync("""ALTER TABLE "AuthenticationMethods" ADD COLUMN "CodeHash" TEXT"""));
        _tenant = await _server.TenantAsync();
        _admin = await _tenant.AsAsync("global.admin");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Kind_IsCreatedListedAndDeleted()
    {
        var created = await CreateAsync();
        var id = (string)created["id"]!;

        Assert.Equal(
            "In the safe",
            (string?)(await _admin.GetAnswerAsync($"{Balas}/authentication/recoveryCodes")).Is(HttpStatusCode.OK).Value.Single()!["displayName"]);
        var listed = (await _admin.GetAnswerAsync($"{Balas}/authentication/methods")).Is(HttpStatusCode.OK).Value.Single(m => (string?)m!["id"] == id)!;
        Assert.Equal("#microsoft.graph.recoveryCodeAuthenticationMethod", (string?)listed["@odata.type"]);
        Assert.Null(listed["code"]);
        (await _admin.DeleteAnswerAsync($"{Balas}/authentication/recoveryCodes/{id}")).Is(HttpStatusCode.NoContent);
        Assert.Empty((await _admin.GetAnswerAsync($"{Balas}/authentication/recoveryCodes")).Is(HttpStatusCode.OK).Value);
    }

    [Fact]
    public async Task Kind_IsGuardedByItsRows()
    {
        (await (await _tenant.AsAsync("auth.admin")).GetAnswerAsync($"{Balas}/authentication/recoveryCodes")).Is(HttpStatusCode.OK);
        (await (await _tenant.AsAsync("global.reader")).PostAnswerAsync($"{Balas}/authentication/recoveryCodes", "{}")).Is(HttpStatusCode.Forbidden);
        (await (await _tenant.AsAsync("kim")).GetAnswerAsync($"{Balas}/authentication/recoveryCodes")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Kind_IsCountedInReports()
    {
        await CreateAsync();

        var user = Seed.SampleTenant.UserId(21);
        var details = (await _admin.GetAnswerAsync($"/v1.0/reports/authenticationMethods/userRegistrationDetails/{user}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(["recoveryCode"], details["methodsRegistered"]!.AsArray().Select(m => (string?)m));
        Assert.True((bool)details["isMfaRegistered"]!);
        Assert.True((bool)details["isMfaCapable"]!);
        var summary = (await _admin.GetAnswerAsync("/v1.0/reports/authenticationMethods/usersRegisteredByMethod")).Is(HttpStatusCode.OK).Json;
        var counts = summary["userRegistrationMethodCounts"]!.AsArray();
        Assert.Equal(1, (int)counts.Single(c => (string?)c!["authenticationMethod"] == "recoveryCode")!["userCount"]!);
    }

    [Fact]
    public async Task Kind_IsAudited()
    {
        await CreateAsync();

        var records = (await _admin.GetAnswerAsync("/v1.0/auditLogs/directoryAudits?$top=1")).Is(HttpStatusCode.OK).Value;
        Assert.Equal(
            ("Admin registered security info", "Admin registered recovery code method for user"),
            ((string?)records[0]!["activityDisplayName"], (string?)records[0]!["resultReason"]));
    }

    [Fact]
    public async Task Kind_SignsInOnce()
    {
        var code = (string)(await CreateAsync())["code"]!;

        var signedIn = (await _tenant.SignInAsync("balas", code)).Is(HttpStatusCode.OK);
        (await _tenant.ClientOf(signedIn).GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.OK);
        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("balas", code)).AadSts());
        (await _tenant.SignInAsync("balas")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Kind_IsDescribed()
    {
        var document = (await _server.Client().GetAnswerAsync("/openapi/v1.0.json")).Is(HttpStatusCode.OK).Json;

        var path = document["paths"]!.AsObject().Single(p =>
            p.Key.Contains("/users/", StringComparison.Ordinal) && p.Key.EndsWith("/authentication/recoveryCodes", StringComparison.Ordinal)).Value!;
        Assert.Equal("users.CreateRecoveryCodes", (string?)path["post"]!["operationId"]);
        Assert.Contains("`UserAuthenticationMethod.ReadWrite.All`", (string?)path["post"]!["description"], StringComparison.Ordinal);
        Assert.NotNull(document["components"]!["schemas"]!["microsoft.graph.recoveryCodeAuthenticationMethod"]!["allOf"]![1]!["properties"]!["code"]);
        Assert.Contains(
            "Name=\"recoveryCodeAuthenticationMethod\"",
            (await _server.Client().GetAnswerAsync("/v1.0/$metadata")).Is(HttpStatusCode.OK).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kind_IsPurgedWithItsUser()
    {
        await CreateAsync();
        var user = Seed.SampleTenant.UserId(21);

        (await _admin.DeleteAnswerAsync(Balas)).Is(HttpStatusCode.NoContent);
        (await _admin.DeleteAnswerAsync($"/v1.0/directory/deletedItems/{user}")).Is(HttpStatusCode.NoContent);

        Assert.False(await _server.QueryAsync(_tenant.Id, db => db.Set<RecoveryCodeRow>().AnyAsync()));
    }

    private async Task<JsonNode> CreateAsync() =>
        (await _admin.PostAnswerAsync($"{Balas}/authentication/recoveryCodes", """{"displayName":"In the safe"}""")).Is(HttpStatusCode.Created).Json;

    /// <summary>The service's model with the kind's row.</summary>
    private sealed class RecoveryCodeModel(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public static void Use(DbContextOptionsBuilder options) => options.ReplaceService<IModelCustomizer, RecoveryCodeModel>()
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));

        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.ApplyConfiguration(new RecoveryCodeMapping());
        }
    }
}
