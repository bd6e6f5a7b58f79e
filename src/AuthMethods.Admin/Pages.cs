using System.Diagnostics;
using AuthMethods.Access;
using AuthMethods.Access.Tokens;
using AuthMethods.Admin.Activity;
using AuthMethods.Admin.Calls;
using AuthMethods.Admin.Frame;
using AuthMethods.Admin.Requests;
using AuthMethods.Admin.SecurityInfo;
using AuthMethods.Admin.SignIn;
using AuthMethods.Admin.Users;
using AuthMethods.Credentials;
using AuthMethods.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AuthMethods.Admin;

/// <summary>
/// The pages as an application of their own inside the server, with services of their own, built when the first page is opened. It reaches the
/// rest of the server only through <see cref="InProcessCalls"/>.
/// </summary>
internal sealed class Pages : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly RequestDelegate _pipeline;

    public Pages(WebApplication app)
    {
        _services = ServicesOf(app).BuildServiceProvider();
        var pages = new ApplicationBuilder(_services);
        pages.UseResponseCompression();
        pages.UseMiddleware<PageHeaders>();
        pages.UseMiddleware<SessionEnd>();
        pages.UseWhen(http => HttpMethods.IsGet(http.Request.Method), get => get.UseStatusCodePagesWithReExecute(
            Addresses.Home + "/not-found", createScopeForStatusCodePages: true));
        pages.UseRouting();
        pages.UseAuthentication();
        pages.UseAuthorization();
        pages.UseAntiforgery();
        pages.UseEndpoints(endpoints =>
        {
            endpoints.MapFiles();
            endpoints.MapSignIn(app.Environment);
            endpoints.MapCalls();
            endpoints.MapExports();
            endpoints.MapResultFile();
            endpoints.MapJournalFiles();
            OwnApps.Map(endpoints);
            endpoints.MapRazorComponents<App>();
        });
        _pipeline = pages.Build();
    }

    public async Task AnswerAsync(HttpContext http)
    {
        var outer = http.RequestServices;
        await using var scope = _services.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        // The host fills it only for services of its own.
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
        try
        {
            await _pipeline(http);
        }
        finally
        {
            http.RequestServices = outer;
        }
    }

    public void Dispose() => _services.Dispose();

    private static ServiceCollection ServicesOf(WebApplication app)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(app.Configuration);
        services.AddSingleton(app.Environment);
        services.AddSingleton<IHostEnvironment>(app.Environment);
        Share<ILoggerFactory>();
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        Share<DiagnosticListener>();
        services.AddSingleton<DiagnosticSource>(app.Services.GetRequiredService<DiagnosticListener>());
        Share<IHostApplicationLifetime>();
        // The keys are in the database, for all replicas.
        services.AddSingleton<IDataProtectionProvider>(app.Services.GetRequiredService<Secrets>().ProtectorOf("AuthMethods.Admin"));
        Share<TimeProvider>();
        Share<InProcessCalls>();
        Share<RoleMatrix>();
        Share<IOptions<ConsoleOptions>>();
        Share<IOptions<AzureAdOptions>>();
        services.AddRouting();
        services.AddHttpContextAccessor();
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.AddRazorComponents();
        services.AddScoped<Api>();
        services.AddScoped<Flash>();
        services.AddScoped<OwnApps>();
        services.AddSignIn(app);
        return services;

        void Share<T>() where T : class => services.AddSingleton(app.Services.GetRequiredService<T>());
    }
}
