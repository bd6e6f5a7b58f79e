using System.Net;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Storage.Tests.Storage;

[Collection(EngineServers.Collection)]
public sealed class LogTests
{
    private const string Mobile = """{"phoneType":"mobile","phoneNumber":"+1 2065555600"}""";

    /// <summary>Expected outcomes, such as a new database, a duplicate or an ended session, are not logged as errors.</summary>
    [SkippableTheory, EachEngine]
    public async Task ExpectedOutcomes_AreNeitherWarningsNorErrors(StorageEngine engine)
    {
        var log = new RecordedLog(LogLevel.Warning);
        var server = await TestServer.StartAsync(TestDatabase.New(engine).Settings, services: services => services.AddSingleton<ILoggerProvider>(log));
        try
        {
            var tenant = await server.TenantAsync();
            var admin = await tenant.AsAsync("global.admin");
            Assert.False(await server.Services.GetRequiredService<SampleTenant>().CreateAsync(Guid.NewGuid(), tenant.Domain), "the domain is taken");
            await SmsSignIn.AllowAsync(tenant);

            (await admin.PostAnswerAsync(Phones("balas"), Mobile)).Is(HttpStatusCode.Created);
            (await admin.PostAnswerAsync(Phones("balas"), Mobile)).Is(HttpStatusCode.BadRequest);
            (await admin.PostAnswerAsync(Phones("megan"), Mobile)).Is(HttpStatusCode.Conflict);
            var kim = await tenant.AsAsync("kim");
            (await admin.PostAnswerAsync($"/v1.0/users/{tenant.Name("kim")}/revokeSignInSessions")).Is(HttpStatusCode.OK);
            (await kim.GetAnswerAsync("/v1.0/me")).Is(HttpStatusCode.Unauthorized);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => admin.PatchAnswerAsync($"/v1.0/users/{tenant.Name("alex")}", $$"""{"city":"{{i}}"}""")));

            Assert.Empty(log.Lines);

            string Phones(string user) => $"/v1.0/users/{tenant.Name(user)}/authentication/phoneMethods";
        }
        finally
        {
            await EngineServers.DropAsync(server);
        }
    }
}
